using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Identity;

/// <summary>The caller, from the platform's authentication; never from anything that the caller could write.</summary>
/// <param name="Id">Stable user id.</param>
/// <param name="Organisation">The caller's organisation; null for staff, and where the sign-in has no valid code.</param>
/// <param name="District">Six-digit code; null where the person serves the complete city.</param>
public sealed record Caller(
    string Id, string Name, string? Email, IReadOnlySet<Role> Roles, CreditCode? Organisation, string? District, Language Language)
{
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether an officer serves the district, alone or with the complete city.</summary>
    public bool Serves(string district) => District is null ? Organisation is null : District == district;
}

public static class CallerExtensions
{
    /// <summary>The signed-in caller of a function whose <see cref="AccessAttribute"/> asks for one.</summary>
    public static Caller Caller(this HttpRequest request) => request.FindCaller() ?? throw IdentityProblems.SignInRequired.With();

    /// <summary>Null: no one is signed in. The answer depends on it.</summary>
    public static Caller? FindCaller(this HttpRequest request)
    {
        request.VariesByCaller();
        return request.HttpContext.Features.Get<Caller>();
    }
}
