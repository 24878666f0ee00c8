using System.Text.RegularExpressions;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Portal;

/// <summary>
/// Answers what no other function takes: 404 for an unknown path, 405 with Allow for a method that the path does not have.
/// </summary>
/// <remarks>
/// The host tries routes in the order of the functions' names and takes the first that matches: this one must come last. It leaves
/// /runtime/webhooks alone, by which blob events arrive and which the host tries only after all functions; /admin it keeps by itself.
/// </remarks>
public sealed class UnroutedHttp
{
    public const string Name = "ZUnrouted_Answer";
    private const string Route = "{*path:regex(^(?!runtime(/|$)).*$)}";

    private static readonly Lazy<IReadOnlyList<(Regex Path, IReadOnlyList<string> Methods)>> Routes = new(() =>
    [
        .. HttpFunction.AllOf(typeof(UnroutedHttp).Assembly).Where(function => function.Name != Name)
            .Select(function => (Pattern(function.Route), function.Methods)),
    ]);

    /// <summary>204 to OPTIONS · 404 · 405.</summary>
    [Function(Name)]
    [Access(Audience.Anyone)]
    [Operation("Answers what no other function takes", IsListed = false)]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = Route)]
        HttpRequest request,
        string path)
    {
        var allowed = Allowed(path.Trim('/'));
        if (allowed.Count == 0) throw PlatformProblems.NotFound.With();
        request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
        if (HttpMethods.IsOptions(request.Method)) return Results.NoContent();
        throw PlatformProblems.MethodNotAllowed.With(
            $"此地址可用：{string.Join("、", allowed)}", $"This address allows {string.Join(", ", allowed)}");
    }

    /// <summary>Upper case, in order; none where no function has the path.</summary>
    internal static IReadOnlyList<string> Allowed(string path) =>
    [
        .. Routes.Value.Where(route => route.Path.IsMatch(path)).SelectMany(route => route.Methods)
            .Select(method => method.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>A route as the host matches it: a parameter is one segment.</summary>
    internal static Regex Pattern(string route)
    {
        var literals = route.Split('{', '}').Where((_, part) => part % 2 == 0).Select(Regex.Escape);
        return new Regex($@"^{string.Join("[^/]+", literals)}\z", RegexOptions.IgnoreCase);
    }
}
