using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Portal;

/// <summary>A kind of problem as the API explains it.</summary>
/// <param name="Slug">Its name.</param>
/// <param name="Type">The <c>type</c> of a problem's answer.</param>
/// <param name="Title">The cause.</param>
/// <param name="Remedy">What the caller can do.</param>
public sealed record ProblemView(string Slug, string Type, int Status, LocalizedText Title, LocalizedText Remedy)
{
    public static ProblemView Of(ProblemType problem) => new(problem.Slug, problem.Uri, problem.Status, problem.Title, problem.Remedy);
}

public sealed class ProblemHttp
{
    private static IReadOnlyList<ProblemView> InOrder =>
        [.. ProblemCatalogue.All.Values.OrderBy(problem => problem.Slug, StringComparer.Ordinal).Select(ProblemView.Of)];

    /// <summary>GET /api/problems. 200 every kind of problem, by slug: cause and remedy in both languages.</summary>
    [Function("Problems_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the kinds of problems", Response = typeof(IReadOnlyList<ProblemView>))]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/problems")] HttpRequest request) =>
        Answer.Ok(InOrder);

    /// <summary>GET /api/problems/{slug}. 200 cause and remedy in both languages · 404.</summary>
    [Function("Problems_Get")]
    [Access(Audience.Anyone)]
    [Operation("Explains a kind of problem", Response = typeof(ProblemView))]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/problems/{slug}")] HttpRequest request, string slug) =>
        ProblemCatalogue.All.TryGetValue(slug, out var problem)
            ? Answer.Ok(ProblemView.Of(problem))
            : throw PlatformProblems.NotFound.With();
}
