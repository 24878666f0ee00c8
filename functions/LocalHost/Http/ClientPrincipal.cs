using System.Text.Json;
using LocalHost.Settings;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>The header by which App Service authentication tells an app who calls.</summary>
internal static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Drops every header of the family, whatever its spelling.</summary>
    public static void Remove(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => name.Replace('_', '-').StartsWith(Header, StringComparison.OrdinalIgnoreCase)).ToList()) headers.Remove(name);
    }

    public static void Set(IHeaderDictionary headers, string id, DevUser user)
    {
        (string Type, string? Value)[] claims =
        [
            ("sub", id), ("name", user.Name), ("email", user.Email),
            .. user.Roles.Select(role => ("roles", (string?)role)),
            ("organisation", user.Organisation), ("district", user.District), ("language", user.Language),
        ];
        var principal = new
        {
            auth_typ = "dev",
            name_typ = "name",
            role_typ = "roles",
            claims = claims.Where(claim => claim.Value is not null).Select(claim => new { typ = claim.Type, val = claim.Value }),
        };
        headers[Header] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(principal));
    }
}
