using System.Text.Json;
using FunctionsApp.City;
using FunctionsApp.Platform;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Identity;

/// <summary>Reads <c>X-MS-CLIENT-PRINCIPAL</c>, which App Service authentication sets after it removed whatever the client sent.</summary>
/// <remarks>Base64 of JSON: auth_typ, name_typ, role_typ, claims [{typ, val}].</remarks>
public static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const int MaxLength = 32 * 1024;

    /// <summary>The caller, or null when the header is missing, malformed or names no one: then the caller is not signed in.</summary>
    public static Caller? Read(IHeaderDictionary headers)
    {
        var value = headers[Header].ToString();
        if (value.Length is 0 or > MaxLength) return null;
        try
        {
            var principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(value), AppJson.Options);
            return principal?.Claims is null || principal.Claims.Any(claim => claim is null) ? null : From(principal);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static Caller? From(Principal principal)
    {
        string? First(params ReadOnlySpan<string> types)
        {
            foreach (var type in types)
            {
                if (principal.Claims.FirstOrDefault(claim => claim.Typ == type) is { Val.Length: > 0 } found) return found.Val;
            }

            return null;
        }

        // Entra ID calls the stable id "oid" (its long form is the URI); other providers "sub".
        var id = First("http://schemas.microsoft.com/identity/claims/objectidentifier", "oid", "sub",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier");
        if (id is null) return null;
        var roles = principal.Claims
            .Where(claim => claim.Typ == (principal.RoleType ?? "roles") || claim.Typ == "roles")
            // By exact name: Enum.TryParse would also take numbers and comma lists.
            .Join(Enum.GetValues<Role>(), claim => claim.Val, role => role.ToString(), (_, role) => role)
            .ToHashSet();
        return new Caller(
            id,
            First(principal.NameType ?? "name", "name") ?? id,
            First("email", "emails", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"),
            roles,
            CreditCode.Find(First("organisation", "extension_organisation")),
            First("district", "extension_district"),
            Languages.Parse(First("language", "locale")));
    }

    private sealed record Principal(
        [property: System.Text.Json.Serialization.JsonPropertyName("auth_typ")] string? AuthenticationType,
        [property: System.Text.Json.Serialization.JsonPropertyName("name_typ")] string? NameType,
        [property: System.Text.Json.Serialization.JsonPropertyName("role_typ")] string? RoleType,
        IReadOnlyList<Claim> Claims);

    private sealed record Claim(string Typ, string Val);
}
