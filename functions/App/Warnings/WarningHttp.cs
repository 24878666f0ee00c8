using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Warnings.Cap;
using FunctionsApp.Warnings.Editing;
using FunctionsApp.Warnings.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <summary>What the page of all warnings shows.</summary>
/// <param name="Chart">Of the newest warnings; null on the pages that follow.</param>
public sealed record WarningsShown(Page<WarningLine> Lines, DateTimeOffset Now, ChartData? Chart = null);

/// <summary>What a warning's page shows.</summary>
/// <param name="Verifying">What waits for its verification, for the staff; null for nothing.</param>
/// <param name="MayChange">The reader may propose changes, and the warning takes them.</param>
/// <param name="Done">What the reader did on the page before; null for nothing.</param>
public sealed record WarningShown(
    WarningState State, DateTimeOffset Now, WaitingVerification? Verifying = null, bool MayChange = false, LocalizedText? Done = null)
{
    /// <summary>The reader may see what organisations are asked to do about it.</summary>
    public bool SeesTasks { get; init; }
}

/// <summary>
/// Reads warnings, and changes those in force: what is stored with its message is announced by the orchestration, which the fact wakes.
/// </summary>
/// <remarks>What was never published is there for the staff alone.</remarks>
public sealed class WarningHttp(
    AggregateStore store, Lists lists, PublicAddress address, IOptions<WarningOptions> options, SitePages pages,
    TimeProvider time)
{
    private const int PageSize = 20;

    /// <summary>Of the newest warnings, so many are looked at for the chart: none is in force longer than some months.</summary>
    private const int Charted = 500;

    /// <summary>GET /api/warnings. 200 a page of published warnings, newest first · 400 bad-cursor.</summary>
    [Function("Warnings_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists published warnings, newest first",
        Response = typeof(Page<WarningLine>), Query = ["cursor"], Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer.Ok(await lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, request.Query["cursor"], PageSize, cancellation));

    /// <summary>GET /api/warnings/{id}. 200 with ETag · 304 · 404, also for the public while it is a draft.</summary>
    [Function("Warnings_Get")]
    [Access(Audience.Anyone, Needs = [Right.WarningDraft])]
    [Operation("Reads a warning", Response = typeof(WarningView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var warning = await store.GetWarningAsync(id, cancellation);
        RequireVisible(request, warning.State);
        return Answer.Ok(WarningView.Of(warning.State, address, IsStaff(request)), warning.ETag);
    }

    /// <summary>GET /api/warnings/{id}/cap. 200 OASIS CAP 1.2: message n, by default the newest · 304 · 404 · 412.</summary>
    [Function("Warnings_Cap")]
    [Access(Audience.Anyone)]
    [Operation("Reads a message of a warning as OASIS CAP 1.2", ResponseMedia = CapDocument.MediaType, Query = ["message"],
        Headers = ["If-Modified-Since", "If-Unmodified-Since"])]
    public async Task<IResult> CapAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/{id}/cap")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var (warning, messages, _) = (await store.GetWarningStateAsync(id, cancellation)).State;
        RequireVisible(request, warning);
        var number = Number(request.Query["message"], messages.Count);
        var message = messages.FirstOrDefault(message => message.Number == number) ?? throw PlatformProblems.NotFound.With();
        var document = CapDocument.Write(message, [.. warning.Messages.Take(number - 1)], address.Of($"warnings/{id}"));
        return new Representation(document, $"{CapDocument.MediaType}; charset=utf-8") { Changed = message.Sent };
    }

    /// <summary>GET /warnings. 200 the page of published warnings, newest first · 400 bad-cursor.</summary>
    [Function("Warnings_Pages")]
    [Access(Audience.Anyone)]
    [Operation("Shows published warnings, newest first", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (cursor, now) = (request.Query["cursor"].ToString(), time.GetUtcNow());
        var lines = lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, cursor, PageSize, cancellation);
        var chart = cursor.Length > 0 ? null : await ChartAsync(now, cancellation);
        return pages.Show<WarningsPage, WarningsShown>(request, new WarningsShown(await lines, now, chart));
    }

    private async Task<ChartData> ChartAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var newest = await lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, null, Charted, cancellation);
        return WarningChart.Of(newest.Items, now);
    }

    /// <summary>GET /warnings/{id}. 200 its page · 404, also for the public while it is a draft.</summary>
    [Function("Warnings_Page")]
    [Access(Audience.Anyone, Needs = [Right.WarningDraft])]
    [Operation("Shows a warning", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var stored = await store.GetWarningStateAsync(id, cancellation);
        RequireVisible(request, stored.State.Warning);
        var (warning, now, caller) = (stored.State.Warning, time.GetUtcNow(), request.FindCaller());
        return pages.Show<WarningPage, WarningShown>(request, new WarningShown(
            stored.State, now, IsStaff(request) ? WaitingVerification.Of(stored.State, options.Value.Verifier) : null,
            WarningRules.IsInForce(warning, now) && WarningAccess.MayChange(caller),
            caller is null ? null : WarningEditorTexts.Done(request.Query[WarningEditorTexts.DoneParameter]))
        {
            SeesTasks = WarningAccess.MayOversee(caller),
        });
    }

    /// <summary>GET /api/warnings/{id}/facts. 200 the record with the result of its chain check · 404, as the warning itself.</summary>
    /// <remarks>Before the public, what people did is withheld: a fact names them.</remarks>
    [Function("Warnings_Facts")]
    [Access(Audience.Anyone, Needs = [Right.WarningDraft])]
    [Operation("Reads a warning's record of facts", Response = typeof(FactRecord), Problems = ["not-found"])]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/{id}/facts")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var isStaff = IsStaff(request);
        var record = Ids.IsId(id) ? await store.FindRecordAsync(WarningAggregate.Kind, id, stored =>
        {
            RequireVisible(request, stored.State.Warning);
            // By name: a fact whose data were changed cannot be read.
            return new RecordView(fact => isStaff || fact.Type is nameof(WarningPublished) or nameof(WarningExpired));
        }, cancellation) : null;
        return Answer.Ok(record ?? throw PlatformProblems.NotFound.With());
    }

    /// <summary>
    /// POST /api/warnings/{id}/escalate. 202 stored, also when it has the level already · 404 · 409 warning-not-in-force,
    /// escalation-only-upwards · 412.
    /// </summary>
    [Function("Warnings_Escalate")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Raises a warning's level, once another person has verified it",
        Request = typeof(EscalateBody), Response = typeof(WarningView), Success = 202,
        Problems =
        [
            "invalid-field", "warning-not-in-force", "escalation-only-upwards", "warning-change-pending",
            "warning-too-many-messages", "precondition-failed", "stale",
        ])]
    public Task<IResult> EscalateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warnings/{id}/escalate")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        ChangeAsync<EscalateBody>(request, id, EscalateWarning.Decide, cancellation);

    /// <summary>
    /// POST /api/warnings/{id}/update. 202 stored, also when nothing differs · 404 · 409 warning-not-in-force, update-not-upwards · 412.
    /// </summary>
    [Function("Warnings_Update")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Changes a warning's end or lowers its level, and changes its texts once another person has verified them",
        Request = typeof(UpdateBody), Response = typeof(WarningView), Success = 202,
        Problems =
        [
            "invalid-field", "warning-not-in-force", "update-not-upwards", "warning-change-pending", "warning-too-many-messages",
            "precondition-failed", "stale",
        ])]
    public Task<IResult> UpdateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warnings/{id}/update")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        ChangeAsync<UpdateBody>(request, id, UpdateWarning.Decide, cancellation);

    /// <summary>
    /// POST /api/warnings/{id}/cancel. 202 stored, also when it is cancelled already · 404 · 409 warning-not-in-force · 412.
    /// </summary>
    [Function("Warnings_Cancel")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Cancels a warning", Request = typeof(CancelBody), Response = typeof(WarningView), Success = 202,
        Problems = ["invalid-field", "warning-not-in-force", "precondition-failed", "stale"])]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warnings/{id}/cancel")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        ChangeAsync<CancelBody>(request, id, CancelWarning.Decide, cancellation);

    private async Task<IResult> ChangeAsync<TBody>(
        HttpRequest request, string id, Func<WarningState, TBody, Acting, Change<WarningState>> decide, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<TBody>(cancellation);
        var by = new Acting(request.Caller().Id, time.GetUtcNow(), options.Value.Publication, Tracing.Current);
        var stored = await store.ChangeWarningAsync(id, state => decide(state, body, by), cancellation, request.Precondition());
        return Answer.Accepted(WarningView.Of(stored.State.Warning, address, forStaff: true), $"/api/warnings/{id}", stored.ETag);
    }

    /// <summary>0 for what is no number: no message has it.</summary>
    internal static int Number(string? text, int newest) =>
        string.IsNullOrEmpty(text) ? newest : int.TryParse(text, out var given) ? given : 0;

    internal static void RequireVisible(HttpRequest request, Warning warning)
    {
        if (!IsStaff(request) && !warning.IsPublic) throw IdentityProblems.Hidden();
    }

    private static bool IsStaff(HttpRequest request) => request.FindCaller() is { } caller
        && new Reader(caller, Relation.None, MatterState.Draft).Has(Right.WarningDraft);
}
