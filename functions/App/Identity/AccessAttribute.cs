namespace FunctionsApp.Identity;

/// <summary>Whom a function admits beyond roles.</summary>
public enum Audience
{
    /// <summary>The public: also callers that are not signed in.</summary>
    Anyone,

    /// <summary>Every signed-in person; the function itself checks what is theirs.</summary>
    SignedIn,
}

/// <summary>States who may call an HTTP function. A function without it admits no caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute : Attribute
{
    public AccessAttribute(Audience audience) => Audience = audience;

    /// <param name="roles">1..n; one of them suffices.</param>
    public AccessAttribute(params Role[] roles) => Roles = roles;

    public Audience? Audience { get; }

    public IReadOnlyList<Role> Roles { get; } = [];

    /// <summary>Whether the caller (null: not signed in) may call.</summary>
    public bool Admits(Caller? caller) => Audience switch
    {
        Identity.Audience.Anyone => true,
        Identity.Audience.SignedIn => caller is not null,
        _ => caller is not null && Roles.Any(caller.Is),
    };
}
