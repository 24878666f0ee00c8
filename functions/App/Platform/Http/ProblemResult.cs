using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Platform.Http;

/// <summary>A problem as an HTTP answer: type, title, status, detail, remedy, instance, traceId, errors, extensions.</summary>
public sealed class ProblemResult(ProblemException problem) : IResult
{
    public static ProblemResult From(ProblemException problem) => new(problem);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = httpContext.Request.PreferredLanguage();
        var body = new JsonObject
        {
            ["type"] = problem.Type.Uri,
            ["title"] = problem.Type.Title.In(language),
            ["status"] = problem.Type.Status,
            ["detail"] = (problem.Detail ?? problem.Type.Title).In(language),
            ["remedy"] = problem.Type.Remedy.In(language),
            ["instance"] = httpContext.Request.Path.Value,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier,
        };
        if (problem.Errors.Count > 0) body["errors"] = new JsonArray([.. problem.Errors.Select(error => Error(error, language))]);
        // Never one of the members above: the standard gives them their meaning.
        foreach (var (name, value) in problem.Extensions) body.TryAdd(name, JsonSerializer.SerializeToNode(value, AppJson.Options));

        var response = httpContext.Response;
        response.StatusCode = problem.Type.Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync(body.ToJsonString(AppJson.Options));
    }

    private static JsonNode Error(MemberFault error, Language language) =>
        new JsonObject { ["pointer"] = error.Pointer, ["code"] = error.Code, ["detail"] = error.Message.In(language) };
}
