using System.Globalization;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications;

public sealed class ApplicationReads(ApplicationPartition partition, ApplicationLists lists, ProgrammeCatalogue catalogue)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>GET /api/applications/{id}. 200 with ETag · 304 · 404.</summary>
    [Function("Applications_Get")]
    [Access(Audience.SignedIn)]
    [Operation("Reads an application", Response = typeof(ApplicationView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var application = await partition.GetReadableAsync(id, request.Caller(), cancellation);
        return Answer.Ok(ApplicationView.Of(application, catalogue.Get(application.Programme, application.Version)), application.ETag);
    }

    /// <summary>GET /api/applications?cursor=&amp;limit=. 200 a page of the caller's organisation, newest first · 400 bad-cursor, invalid-field · 403 no-organisation.</summary>
    [Function("Applications_List")]
    [Access(Audience.SignedIn)]
    [Operation("Lists the applications of the caller's organisation, newest first", Response = typeof(Page<ApplicationLine>), Query = ["cursor", "limit"],
        Problems = ["bad-cursor", "invalid-field", "no-organisation"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications")] HttpRequest request, CancellationToken cancellation)
    {
        var organisation = request.Caller().Organisation ?? throw ApplicationProblems.NoOrganisation.With();
        return Answer.Ok(await lists.PageAsync(organisation, request.Query["cursor"], Limit(request.Query["limit"]), cancellation));
    }

    /// <summary>GET /api/applications/{id}/facts. 200 the whole record with the result of its chain check · 404.</summary>
    [Function("Applications_Facts")]
    [Access(Audience.SignedIn)]
    [Operation("Reads an application's record of facts", Response = typeof(Timeline), Problems = ["not-found"])]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{id}/facts")] HttpRequest request, string id, CancellationToken cancellation)
    {
        // The state first: facts that come between the two reads follow its head and are left for the next reading.
        var application = await partition.GetReadableAsync(id, request.Caller(), cancellation);
        var facts = await partition.FactsAsync(id, cancellation);
        return Answer.Ok(Timeline.Of(application, [.. facts.Where(fact => fact.Number <= application.Head.Number)]));
    }

    private static int Limit(string? text)
    {
        if (string.IsNullOrEmpty(text)) return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw PlatformProblems.InvalidField.With($"limit：1 至 {MaxLimit}", $"limit: 1 to {MaxLimit}");
    }
}
