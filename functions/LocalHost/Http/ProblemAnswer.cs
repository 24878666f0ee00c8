using System.Diagnostics;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>
/// The host's own problem+json, for what stops a request outside the functions; it has the members that App's problems have.
/// </summary>
internal static class ProblemAnswer
{
    /// <summary>What App has a name for.</summary>
    public static Task WriteAsync(HttpContext http, ProblemException problem) => ProblemResult.From(problem).ExecuteAsync(http);

    /// <summary>What happens on LocalHost alone.</summary>
    public static Task WriteAsync(HttpContext http, int status, string title, string detail, string remedy)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json; charset=utf-8";
        http.Response.Headers.ContentLanguage = "en";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail,
            ["remedy"] = remedy,
            ["instance"] = http.Request.Path.Value,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
        }.ToJsonString(AppJson.Options));
    }
}
