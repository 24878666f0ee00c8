using System.Text.Json.Serialization;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>A draft as publishers see it.</summary>
/// <param name="Comment">Of who approved or rejected it.</param>
public sealed record AlertDraftView(
    string Id, AlertDraftStatus Status, IReadOnlyList<string> Sectors, LocalizedText Title, LocalizedText Text,
    DateTimeOffset PublishAt, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, string? Comment)
{
    /// <summary>Id of the published alert that it corrects; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Corrects { get; init; }

    /// <summary>Id of the last alert that corrected it; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrectedBy { get; init; }

    public static AlertDraftView Of(AlertDraft draft) => new(
        draft.Id, draft.Status, draft.Sectors, draft.Title, draft.Text, draft.PublishAt, draft.CreatedAt, draft.PublishedAt,
        draft.Approval?.Comment)
    {
        Corrects = draft.Corrects?.Id, CorrectedBy = draft.CorrectedBy,
    };
}

/// <summary>What editors write: drafted here, approved by callback, published at its time.</summary>
public sealed class AlertDraftHttp(AggregateStore store, TimeProvider time)
{
    /// <summary>POST /api/alerts. 201 · 200 repeated with its Idempotency-Key · 400 invalid-field · 409 alert-not-out · 422
    /// idempotency-key-reused.</summary>
    [Function("Alerts_Create")]
    [Access(Role.Publisher)]
    [Operation("Drafts an industry alert, to be approved and published at its time", Request = typeof(AlertBody), Response = typeof(
        AlertDraftView),
        Success = 201, Problems = ["invalid-field", "alert-not-out", "idempotency-key-reused", "stale"])]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<AlertBody>(cancellation);
        var now = time.GetUtcNow();
        var command = DraftAlertCommand.Of(body, request.Caller().Id, request.IdempotencyKey())
            .Correcting(await store.FindAlertDraftAsync(body.Corrects, cancellation));
        var stored = await store.PutAsync(
            AlertDraftAggregate.Kind, command.Id, current => DraftAlert.Decide(current, command, now), cancellation);
        var view = AlertDraftView.Of(stored.State.Draft);
        return stored.Changed ? Answer.Created($"/api/alert-drafts/{view.Id}", view, stored.ETag) : Answer.Ok(view, stored.ETag);
    }

    /// <summary>GET /api/alert-drafts/{id}. 200 with ETag · 304 · 404.</summary>
    [Function("Alerts_GetDraft")]
    [Access(Role.Publisher, Needs = [Right.AlertDraft])]
    [Operation("Reads a draft of an industry alert", Response = typeof(AlertDraftView))]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/alert-drafts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) => ReadAsync(id, cancellation);

    /// <summary>GET /api/alerts/drafts/{id}. The same by its earlier address, which a sector's could be taken for.</summary>
    [Function("Alerts_GetDraftByEarlierAddress")]
    [Access(Role.Publisher, Needs = [Right.AlertDraft])]
    [Operation("Reads a draft of an industry alert by its earlier address", Response = typeof(AlertDraftView), IsListed = false)]
    public Task<IResult> GetByEarlierAddressAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/alerts/drafts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) => ReadAsync(id, cancellation);

    /// <summary>
    /// POST /api/alerts/{id}/withdraw. 200 also when it was withdrawn before · 403 someone else's · 404 · 409 alert-over · 412.
    /// </summary>
    [Function("Alerts_Withdraw")]
    [Access(Role.Publisher)]
    [Operation("Withdraws your draft of an industry alert before it is published", Response = typeof(AlertDraftView),
        Problems = ["alert-over", "precondition-failed", "stale"])]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts/{id}/withdraw")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var caller = request.Caller().Id;
        var stored = await store.ChangeAlertDraftAsync(
            id, state => WithdrawAlert.Decide(state, caller), cancellation, request.Precondition());
        return Answer.Ok(AlertDraftView.Of(stored.State.Draft), stored.ETag);
    }

    private async Task<IResult> ReadAsync(string id, CancellationToken cancellation)
    {
        var stored = await store.GetAlertDraftAsync(id, cancellation);
        return Answer.Ok(AlertDraftView.Of(stored.State.Draft), stored.ETag);
    }
}
