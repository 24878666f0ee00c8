using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <summary>An open assignment as its assignee sees it.</summary>
/// <param name="Id">The decision itself needs the mailed link.</param>
public sealed record AssignmentItem(string Id, string ApplicationId, string Title, string Programme, string Stage, DateTimeOffset Due);

public sealed class AssignmentTriggers(Inbox inbox, ProgrammeCatalogue catalogue)
{
    /// <summary>GET /api/assignments?cursor=: the caller's open assignments, the most urgent first, 50 a page. 400 bad-cursor.</summary>
    [Function("Assignments_List")]
    [Access(Audience.SignedIn)]
    [Operation("Lists your open assignments, the most urgent first", Response = typeof(Page<AssignmentItem>), Query = ["cursor"], Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assignments")] HttpRequest request, CancellationToken cancellation)
    {
        var page = await inbox.ReadAsync(request.Caller().Id, request.Query["cursor"], cancellation);
        var language = request.PreferredLanguage();
        return Results.Json(new Page<AssignmentItem>([.. page.Items.Select(line => Item(line, language))], page.Cursor), AppJson.Options);
    }

    private AssignmentItem Item(InboxLine line, Language language)
    {
        var definition = catalogue.Find(line.Programme, line.Version);
        return new AssignmentItem(
            line.Id, line.ApplicationId, line.Title,
            definition?.Name.In(language) ?? line.Programme,
            definition?.Stages.FirstOrDefault(stage => stage.Name == line.Stage)?.Title.In(language) ?? line.Stage,
            line.Due);
    }
}
