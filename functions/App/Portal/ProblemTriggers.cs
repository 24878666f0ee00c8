using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Portal;

/// <summary>What a problem's <c>type</c> leads to.</summary>
/// <param name="Title">The cause.</param>
/// <param name="Remedy">What the caller can do.</param>
public sealed record ProblemView(string Type, int Status, LocalizedText Title, LocalizedText Remedy);

public sealed class ProblemTriggers
{
    /// <summary>GET /api/problems/{slug}. 200 cause and remedy in both languages · 404.</summary>
    [Function("Problems_Get")]
    [Access(Audience.Anyone)]
    [Operation("Explains a kind of problem", Response = typeof(ProblemView))]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "problems/{slug}")] HttpRequest request, string slug) =>
        ProblemCatalogue.All.TryGetValue(slug, out var problem)
            ? Results.Json(new ProblemView(problem.Uri, problem.Status, problem.Title, problem.Remedy), AppJson.Options)
            : throw PlatformProblems.NotFound.With();
}
