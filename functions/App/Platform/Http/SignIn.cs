using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace FunctionsApp.Platform.Http;

/// <summary>
/// Where people sign in: <c>/.auth/login/{provider}</c> of App Service authentication; setting <c>SignInProviders</c>, names apart by
/// commas, default aad,applicants.
/// </summary>
public sealed class SignIn(IConfiguration settings)
{
    private readonly string[] providers = (settings["SignInProviders"] ?? "aad,applicants")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Each door signs in and comes back to what the request asked for.</summary>
    public IReadOnlyList<(LocalizedText Label, string Address)> Doors(HttpRequest request) =>
        [.. providers.Select(name => (Label(name), $"/.auth/login/{name}?post_login_redirect_uri={Uri.EscapeDataString(Own(request))}"))];

    /// <summary>Signs out and comes back, to sign in as another person.</summary>
    public string Leave(HttpRequest request) => Leave(Own(request));

    /// <param name="path">Of this host, where the way back is another than the request's.</param>
    public static string Leave(string path) => $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(path)}";

    private static LocalizedText Label(string provider) => provider switch
    {
        "aad" => new("工作人员登录", "Sign in as staff"),
        "applicants" => new("申请人登录", "Sign in as applicant"),
        _ => new("登录", "Sign in"),
    };

    // Only a path of this host. "//host" and "/\host" are read by browsers as another one.
    private static string Own(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\')
            && !path.Contains("%5C", StringComparison.OrdinalIgnoreCase)
            ? path + request.QueryString.ToUriComponent()
            : "/";
    }
}
