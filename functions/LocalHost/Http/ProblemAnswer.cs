using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>The host's own problem+json, for what stops a request outside the functions.</summary>
internal static class ProblemAnswer
{
    public static Task WriteAsync(HttpContext http, int status, string title, string? detail = null) =>
        Results.Problem(title: title, detail: detail, statusCode: status, type: "about:blank").ExecuteAsync(http);
}
