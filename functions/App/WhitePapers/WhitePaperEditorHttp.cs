using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.WhitePapers;

/// <summary>What the page of papers that are not published shows.</summary>
/// <param name="Papers">The latest edition of each.</param>
/// <param name="Done">What was done on the page before; null for nothing.</param>
public sealed record PapersUnderWay(IReadOnlyList<WhitePaper> Papers, LocalizedText? Done = null);

/// <summary>The papers that are not published, for editors.</summary>
public sealed class WhitePaperEditorHttp(AggregateStore store, PlanWhitePapers plan, SitePages pages, TimeProvider time)
{
    /// <summary>GET /publish/white-papers. 200.</summary>
    [Function("WhitePapers_EditorPage")]
    [Access(Role.Publisher)]
    [Operation("Shows the white papers that are not published", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish/white-papers")] HttpRequest request,
        CancellationToken cancellation)
    {
        var papers = (await plan.LatestAsync(cancellation)).Where(paper => paper.Status != WhitePaperStatus.Published).ToList();
        var done = request.Query["done"] == "reopened" ? WhitePaperTexts.Reopened : null;
        return pages.Show<WhitePaperEditorPage, PapersUnderWay>(request, new PapersUnderWay(papers, done));
    }

    /// <summary>
    /// POST /api/white-papers/{period}/reopen. 200 the rejected edition, also for a repeated call · 404 no such paper, or it is
    /// published.
    /// </summary>
    [Function("WhitePapers_Reopen")]
    [Access(Role.Publisher)]
    [Operation("Has a rejected white paper prepared again as its next edition", Response = typeof(WhitePaperView),
        Problems = ["not-found", "stale"])]
    public async Task<IResult> ReopenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/white-papers/{period}/reopen")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var stored = await ReopenAsync(request.Caller(), period, cancellation);
        return Answer.Ok(WhitePaperView.Of(stored.State.Paper), stored.ETag);
    }

    /// <summary>POST /publish/white-papers/{period}/reopen. 303 to the page, also for a repeated call · 404.</summary>
    [Function("WhitePapers_ReopenByPage")]
    [Access(Role.Publisher)]
    [Operation("Has a rejected white paper prepared again by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> ReopenByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "publish/white-papers/{period}/reopen")] HttpRequest request,
        string period, CancellationToken cancellation)
    {
        await request.ReadFormBodyAsync(cancellation);
        await ReopenAsync(request.Caller(), period, cancellation);
        return new SeeOther("/publish/white-papers?done=reopened");
    }

    private async Task<Stored<WhitePaperState>> ReopenAsync(Caller caller, string period, CancellationToken cancellation)
    {
        var latest = await plan.FindLatestAsync(period, cancellation) ?? throw PlatformProblems.NotFound.With();
        var now = time.GetUtcNow();
        return await store.ChangeAsync(
            WhitePaperAggregate.Kind, latest.Id, state => ReopenWhitePaper.Decide(state, caller.Id, now), cancellation);
    }
}
