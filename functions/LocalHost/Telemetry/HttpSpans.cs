using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace LocalHost.Telemetry;

/// <summary>Names the span that ASP.NET Core makes of a request, as the Functions host does: method and route, never the address.</summary>
internal static class HttpSpans
{
    /// <summary>ASP.NET Core's source.</summary>
    public const string Source = "Microsoft.AspNetCore";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

    public static void Describe(HttpContext http)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span) return;
        // A method of the caller's invention would make a name of its own.
        var method = Methods.FirstOrDefault(known => HttpMethods.Equals(known, http.Request.Method)) ?? "_OTHER";
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode).SetTag("url.scheme", http.Request.Scheme);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
    }
}
