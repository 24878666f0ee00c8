using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A guide as people see it.</summary>
/// <param name="Extension">Null while its last day is the one that was published first.</param>
/// <param name="Content">As a draft of it is written.</param>
public sealed record GuideView(
    string Id, GuideStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, GuideExtension? Extension, GuideBody Content)
{
    public static GuideView Of(AnnualGuide guide) => new(
        guide.Id, guide.Status, guide.CreatedAt, guide.PublishedAt, guide.Extension, GuideBody.Of(guide));
}

/// <summary>The yearly guides of the programmes: administrators write them, everyone reads the published ones.</summary>
public sealed class AnnualGuideHttp(GuideDesk desk, Lists lists, AggregateStore store)
{
    private const string One = "api/guides/{id}";
    private const int PageSize = 50;

    /// <summary>GET /api/guides?cursor=: 50 a page. 200, for administrators with drafts, newest first · 400 bad-cursor.</summary>
    [Function("Guides_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists published guides; for administrators with drafts", Response = typeof(Page<GuideView>), Query = ["cursor"],
        Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/guides")] HttpRequest request,
        CancellationToken cancellation)
    {
        var page = await ReadPageAsync(lists, request, cancellation);
        return Answer.Ok(new Page<GuideView>([.. page.Items.Select(GuideView.Of)], page.Cursor));
    }

    /// <summary>POST /api/guides. 201 · 200 repeated with its Idempotency-Key · 400 invalid-field · 422 idempotency-key-reused.</summary>
    [Function("Guides_Create")]
    [Access(Role.Administrator)]
    [Operation("Drafts a guide of a programme", Request = typeof(GuideBody), Response = typeof(GuideView), Success = 201,
        Problems = ["invalid-field", "idempotency-key-reused", "stale"])]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/guides")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<GuideBody>(cancellation);
        var (guide, version, isNew) = await desk.DraftAsync(body, request.Caller().Id, request.IdempotencyKey(), cancellation);
        return isNew ? Answer.Created($"/api/guides/{guide.Id}", GuideView.Of(guide), version) : Answer.Ok(GuideView.Of(guide), version);
    }

    /// <summary>GET /api/guides/{id}. 200 with ETag · 304 · 404, also for a draft that the caller may not see.</summary>
    [Function("Guides_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a guide", Response = typeof(GuideView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (guide, version) = await desk.GetAsync(id, request.FindCaller(), cancellation);
        return Answer.Ok(GuideView.Of(guide), version);
    }

    /// <summary>PUT /api/guides/{id}. 200 · 400 invalid-field · 404 · 409 guide-published · 412.</summary>
    [Function("Guides_Update")]
    [Access(Role.Administrator)]
    [Operation("Changes a draft of a guide", Request = typeof(GuideBody), Response = typeof(GuideView),
        Problems = ["invalid-field", "not-found", "guide-published", "precondition-failed", "stale"])]
    public async Task<IResult> UpdateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<GuideBody>(cancellation);
        return Ok(await desk.ReviseAsync(id, body, request.Caller().Id, request.Precondition(), cancellation));
    }

    /// <summary>
    /// POST /api/guides/{id}/publish. 200 also where it is published already · 400 invalid-field · 404 · 409 guide-overlaps,
    /// guide-published · 412.
    /// </summary>
    [Function("Guides_Publish")]
    [Access(Role.Administrator)]
    [Operation("Publishes a guide: it stays as it is, and opens on its first day", Response = typeof(GuideView),
        Problems = ["invalid-field", "not-found", "guide-overlaps", "guide-published", "precondition-failed", "stale"])]
    public async Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/publish")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Ok(await desk.PublishAsync(id, request.Caller().Id, request.Precondition(), cancellation));

    /// <summary>POST /api/guides/{id}/withdraw. 200 also where it is withdrawn already · 404 · 409 guide-open · 412.</summary>
    [Function("Guides_Withdraw")]
    [Access(Role.Administrator)]
    [Operation("Takes a guide back before it opens", Response = typeof(GuideView),
        Problems = ["not-found", "guide-open", "precondition-failed", "stale"])]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/withdraw")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Ok(await desk.WithdrawAsync(id, request.Caller().Id, request.Precondition(), cancellation));

    /// <summary>
    /// POST /api/guides/{id}/extend. 200 also where it is extended so already · 400 invalid-field · 404 · 409 guide-not-extendable,
    /// guide-overlaps · 412.
    /// </summary>
    [Function("Guides_Extend")]
    [Access(Role.Administrator)]
    [Operation("Makes the last day of a published guide a later one, once", Request = typeof(ExtensionBody), Response = typeof(GuideView),
        Problems = ["invalid-field", "not-found", "guide-not-extendable", "guide-overlaps", "precondition-failed", "stale"])]
    public async Task<IResult> ExtendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/extend")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<ExtensionBody>(cancellation);
        return Ok(await desk.ExtendAsync(id, body, request.Caller().Id, request.Precondition(), cancellation));
    }

    /// <summary>GET /api/guides/{id}/facts. 200 the record of the programme's guides with the result of its chain check · 404.</summary>
    [Function("Guides_Record")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Reads the record of facts of all guides of a guide's programme", Response = typeof(FactRecord), Problems = ["not-found"])]
    public async Task<IResult> RecordAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{One}/facts")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (GuideAggregate.ProgrammeOf(id) is not { } programme) throw PlatformProblems.NotFound.With();
        var record = await store.FindRecordAsync(GuideAggregate.OfProgramme, GuideAggregate.PartitionOf(programme), stored =>
            stored.State.Find(id) is null ? throw PlatformProblems.NotFound.With() : RecordView.All, cancellation);
        return Answer.Ok(record ?? throw PlatformProblems.NotFound.With());
    }

    /// <summary>A page of the guides that the caller may see.</summary>
    internal static Task<Page<AnnualGuide>> ReadPageAsync(Lists lists, HttpRequest request, CancellationToken cancellation)
    {
        var index = request.FindCaller()?.Is(Role.Administrator) == true ? GuideIndex.All : GuideIndex.Published;
        return lists.ReadPageAsync(index, GuideIndex.AllProgrammes, request.Query["cursor"], PageSize, cancellation);
    }

    private static IResult Ok((AnnualGuide Guide, string Version) changed) => Answer.Ok(GuideView.Of(changed.Guide), changed.Version);
}
