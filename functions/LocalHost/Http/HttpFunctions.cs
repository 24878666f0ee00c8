using LocalHost.Functions;
using LocalHost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace LocalHost.Http;

/// <summary>Maps the HTTP functions under the route prefix, with ASP.NET Core integration: HttpRequest in, IResult out.</summary>
public static class HttpFunctions
{
    /// <summary>Key of the official ASP.NET Core extension, under which its GetHttpContext looks.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    public static void Map(IEndpointRouteBuilder routes, FunctionCatalogue functions, FunctionInvoker invoker, string prefix, IConfiguration settings)
    {
        RefuseSharedRoutes(functions, prefix, settings);
        foreach (var (function, trigger) in functions.With<HttpTriggerAttribute>())
        {
            var methods = Methods(trigger);
            var endpoint = methods.Count == 0
                ? routes.Map(Route(function, trigger, prefix, settings), http => ServeAsync(http, function, invoker))
                : routes.MapMethods(Route(function, trigger, prefix, settings), methods, http => ServeAsync(http, function, invoker));
            endpoint.WithDisplayName(function.Name).WithMetadata(function);
        }
    }

    /// <summary>Upper case; empty: all.</summary>
    public static IReadOnlyList<string> Methods(HttpTriggerAttribute trigger) => [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];

    /// <summary>The path with its leading slash; a function without a route is served under its name.</summary>
    public static string Route(FunctionDescriptor function, HttpTriggerAttribute trigger, string prefix, IConfiguration settings)
    {
        var route = SettingReference.Resolve(trigger.Route ?? function.Name, settings, function.Name).Trim('/');
        return "/" + string.Join('/', new[] { prefix, route }.Where(part => part.Length > 0));
    }

    private static async Task ServeAsync(HttpContext http, FunctionDescriptor function, FunctionInvoker invoker)
    {
        var call = new Invocation(http.Request)
        {
            Data = http.Request.RouteValues,
            Values = [http.Request, http],
            Services = http.RequestServices,
            Items = [new(HttpContextKey, http)],
        };
        var result = await invoker.InvokeAsync(function, call, http.RequestAborted);
        if (result is IResult answer) await answer.ExecuteAsync(http);
    }

    private static void RefuseSharedRoutes(FunctionCatalogue functions, string prefix, IConfiguration settings)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (function, trigger) in functions.With<HttpTriggerAttribute>())
        {
            var route = Route(function, trigger, prefix, settings);
            var methods = Methods(trigger);
            foreach (var method in methods.Count == 0 ? ["*"] : methods)
            {
                if (!taken.TryAdd($"{method} {route}", function.Name))
                {
                    throw new LocalHostException($"{method} {route} is claimed by {taken[$"{method} {route}"]} and by {function.Name}.");
                }
            }
        }
    }
}
