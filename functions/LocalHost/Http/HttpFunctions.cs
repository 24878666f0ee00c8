using LocalHost.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Http;

/// <summary>Maps the HTTP functions under the route prefix, with ASP.NET Core integration: HttpRequest in, IResult out.</summary>
public static class HttpFunctions
{
    public static void Map(IEndpointRouteBuilder routes, FunctionCatalogue functions, FunctionInvoker invoker, string prefix)
    {
        RefuseSharedRoutes(functions, prefix);
        // As the Functions host: the first route that matches is taken, in the order of the names, however exact a later one is.
        var inOrder = functions.With<HttpTriggerAttribute>().OrderBy(each => each.Function.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (order, (function, trigger)) in inOrder.Index())
        {
            routes.MapMethods(Route(trigger, prefix), Methods(trigger), http => ServeAsync(http, function, invoker))
                .WithDisplayName(function.Name).WithMetadata(function).WithOrder(order);
        }
    }

    /// <summary>Upper case.</summary>
    public static IEnumerable<string> Methods(HttpTriggerAttribute trigger) =>
        trigger.Methods!.Select(method => method.ToUpperInvariant());

    /// <summary>The path with its leading slash.</summary>
    public static string Route(HttpTriggerAttribute trigger, string prefix) =>
        "/" + string.Join('/', new[] { prefix, trigger.Route!.Trim('/') }.Where(part => part.Length > 0));

    private static async Task ServeAsync(HttpContext http, FunctionDescriptor function, FunctionInvoker invoker)
    {
        var call = new Invocation(http.Request) { Data = http.Request.RouteValues, Http = http };
        if (await invoker.InvokeAsync(function, call, http.RequestAborted) is IResult answer) await answer.ExecuteAsync(http);
    }

    private static void RefuseSharedRoutes(FunctionCatalogue functions, string prefix)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (function, trigger) in functions.With<HttpTriggerAttribute>())
        {
            foreach (var route in Methods(trigger).Select(method => $"{method} {Route(trigger, prefix)}"))
            {
                if (taken.TryAdd(route, function.Name)) continue;
                throw new LocalHostException($"{route} is claimed by {taken[route]} and by {function.Name}.");
            }
        }
    }
}
