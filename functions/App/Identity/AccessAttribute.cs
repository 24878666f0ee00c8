namespace FunctionsApp.Identity;

/// <summary>Whom a function admits beyond roles.</summary>
public enum Audience
{
    /// <summary>The public: also callers that are not signed in.</summary>
    Anyone,

    /// <summary>Every signed-in person; <see cref="AccessAttribute.Needs"/> states what the function checks then.</summary>
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

    /// <summary>
    /// Rights on the matter that the call names, by <see cref="AccessTable"/>: without all of them the function answers not-found. Empty
    /// where the function is about no single matter. Where anyone is admitted, they are needed before the publication.
    /// </summary>
    public Right[] Needs { get; init; } = [];

    /// <summary>Whether the caller (null: not signed in) may call.</summary>
    public bool Admits(Caller? caller) => Audience switch
    {
        Identity.Audience.Anyone => true,
        Identity.Audience.SignedIn => caller is not null,
        _ => caller is not null && Roles.Any(caller.Is),
    };
}
