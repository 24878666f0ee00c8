using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.WhitePapers;

/// <summary>A paper as its editor reads it.</summary>
public sealed record WhitePaperView(string Id, string Period, int Edition, WhitePaperStatus Status, string Content, string? Comment)
{
    public static WhitePaperView Of(WhitePaper paper) =>
        new(paper.Id, paper.Period, paper.Edition, paper.Status, paper.Content, paper.Approval?.Comment);
}

/// <summary>What a paper's page shows.</summary>
public sealed record WhitePaperShown(WhitePaperItem Item, WhitePaperDocument Document);

/// <summary>The published papers. What is not published is not known here.</summary>
public sealed class WhitePaperHttp(Lists lists, WhitePaperStore files, SitePages pages)
{
    private const string Media = "application/json; charset=utf-8";

    /// <summary>GET /api/white-papers. 200 the newest first.</summary>
    [Function("WhitePapers_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the published white papers, with the SHA-256 of each", Response = typeof(IReadOnlyList<WhitePaperItem>))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/white-papers")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(await PublishedAsync(cancellation));

    /// <summary>GET /api/white-papers/{period}. 200 the bytes that the SHA-256 is of · 404.</summary>
    [Function("WhitePapers_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a white paper as it was stored when it was published", Response = typeof(WhitePaperDocument),
        Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/white-papers/{period}")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var item = await FindAsync(period, cancellation);
        return new Representation(await files.BytesAsync(item.Sha256, cancellation), Media);
    }

    /// <summary>GET /white-papers. 200.</summary>
    [Function("WhitePapers_Pages")]
    [Access(Audience.Anyone)]
    [Operation("Shows the published white papers", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "white-papers")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<WhitePapersPage, IReadOnlyList<WhitePaperItem>>(request, await PublishedAsync(cancellation));

    /// <summary>GET /white-papers/{period}. 200, made to be printed · 404.</summary>
    [Function("WhitePapers_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows a white paper", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "white-papers/{period}")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var item = await FindAsync(period, cancellation);
        return pages.Show<WhitePaperPage, WhitePaperShown>(
            request, new WhitePaperShown(item, await files.ReadAsync<WhitePaperDocument>(item.Sha256, cancellation)));
    }

    private async Task<WhitePaperItem> FindAsync(string period, CancellationToken cancellation) =>
        (await PublishedAsync(cancellation)).FirstOrDefault(item => item.Period == period) ?? throw PlatformProblems.NotFound.With();

    private async Task<IReadOnlyList<WhitePaperItem>> PublishedAsync(CancellationToken cancellation)
    {
        var published = new List<WhitePaperItem>();
        await foreach (var item in lists.ReadAllAsync(WhitePaperIndex.Published, WhitePaperIndex.Public, cancellation))
        {
            published.Add(item);
        }

        return published;
    }
}
