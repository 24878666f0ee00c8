using Microsoft.AspNetCore.Routing.Patterns;

namespace LocalHost.Http;

/// <summary>The names of the parameters in a route template.</summary>
internal static class RouteNames
{
    public static IEnumerable<string> Of(string route) => RoutePatternFactory.Parse(route).Parameters.Select(parameter => parameter.Name);
}
