using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>What the page shows on which an alert is written.</summary>
/// <param name="Key">Of the form: the same form makes one draft, however often it is sent.</param>
/// <param name="Preview">As the public would read it; null until it is asked for.</param>
/// <param name="Corrected">The published alert that it corrects; null for none.</param>
public sealed record AlertComposed(Entered Entered, string Key, Alert? Preview = null, AlertDraft? Corrected = null);

/// <summary>What the page of an author's drafts shows.</summary>
public sealed record OwnAlerts(Page<OwnAlertDraft> Lines);

/// <summary>What the page of one draft shows.</summary>
/// <param name="MayWithdraw">The reader wrote it, and it is not over.</param>
/// <param name="Done">What was done on the page before; null for nothing.</param>
public sealed record AlertDraftShown(AlertDraft Draft, bool MayWithdraw, LocalizedText? Done = null);

/// <summary>The editors' pages, by the same body and rules as the API.</summary>
public sealed class AlertEditorHttp(AggregateStore store, Lists lists, SitePages pages, TimeProvider time)
{
    private const int PageSize = 20;
    private const string KeyField = "key";

    /// <summary>GET /publish/alert. 200 the form; with <c>corrects</c>, the id of a published alert, that one's words to be corrected · 404
    /// · 409 alert-not-out.</summary>
    [Function("Alerts_EditorPage")]
    [Access(Role.Publisher)]
    [Operation("Shows the form of a new alert", IsListed = false)]
    public async Task<IResult> ShowFormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish/alert")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (request.Query["corrects"].ToString() is not { Length: > 0 } id) return Show(request, Entered.Nothing, Ids.New());
        var draft = (await store.GetAlertDraftAsync(id, cancellation)).State.Draft;
        if (draft.Status != AlertDraftStatus.Published) throw AlertProblems.AlertNotOut.With();
        return Show(request, Typed(draft), Ids.New(), corrected: draft);
    }

    /// <summary>POST /publish/alert. 303 to the draft · 200 a preview, nothing is stored · the form again with what is wrong.</summary>
    [Function("Alerts_Compose")]
    [Access(Role.Publisher)]
    [Operation("Drafts an alert by the page's form, or previews it", IsListed = false, SeesOther = true)]
    public async Task<IResult> ComposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "publish/alert")] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var key = typed[KeyField].ToString() is { Length: > 0 } given ? given : Ids.New();
        // The other fields may be wrong: what is corrected is known before they are looked at.
        var corrected = await store.FindAlertDraftAsync(typed["corrects"], cancellation);
        return await SitePages.TakeAsync(typed, TakeAsync, (entered, status) => Task.FromResult(
            // Other words under the key of a draft are another draft.
            Show(
                request, entered, status == PlatformProblems.IdempotencyKeyReused.Status ? Ids.New() : key, status: status,
                corrected: corrected)));

        async Task<IResult> TakeAsync()
        {
            var now = time.GetUtcNow();
            var command = DraftAlertCommand.Of(typed.Read<AlertBody>(), request.Caller().Id, key).Correcting(corrected);
            if (typed["press"] == "preview")
            {
                var draft = DraftAlert.Decide(null, command, now).Next.Draft;
                return Show(request, Entered.Of(typed), key, Preview(draft), corrected: corrected);
            }

            await store.PutAsync(AlertDraftAggregate.Kind, command.Id, current => DraftAlert.Decide(current, command, now), cancellation);
            return new SeeOther($"/publish/alerts/{command.Id}?done=sent");
        }
    }

    /// <summary>GET /publish/alerts. 200 the caller's drafts, newest first · 400 bad-cursor.</summary>
    [Function("Alerts_OwnPages")]
    [Access(Role.Publisher)]
    [Operation("Shows the caller's drafts of alerts, newest first", IsListed = false)]
    public async Task<IResult> ShowOwnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish/alerts")] HttpRequest request,
        CancellationToken cancellation)
    {
        var lines = await lists.ReadPageAsync(
            AlertDraftIndex.OfAuthor, request.Caller().Id, request.Query["cursor"], PageSize, cancellation);
        return pages.Show<OwnAlertsPage, OwnAlerts>(request, new OwnAlerts(lines));
    }

    /// <summary>GET /publish/alerts/{id}. 200 · 404.</summary>
    [Function("Alerts_DraftPage")]
    [Access(Role.Publisher, Needs = [Right.AlertDraft])]
    [Operation("Shows a draft of an alert", IsListed = false)]
    public async Task<IResult> ShowDraftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish/alerts/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var draft = (await store.GetAlertDraftAsync(id, cancellation)).State.Draft;
        var done = AlertEditorTexts.Done(request.Query["done"]);
        return pages.Show<AlertDraftPage, AlertDraftShown>(request, new AlertDraftShown(draft, MayWithdraw(request, draft), done));
    }

    /// <summary>GET /publish/alerts/{id}/withdraw. 200 asks whether · 403 someone else's · 404 · 409 alert-over.</summary>
    [Function("Alerts_WithdrawPage")]
    [Access(Role.Publisher)]
    [Operation("Asks whether to withdraw a draft of an alert", IsListed = false)]
    public async Task<IResult> ShowWithdrawalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish/alerts/{id}/withdraw")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var state = (await store.GetAlertDraftAsync(id, cancellation)).State;
        WithdrawAlert.Decide(state, request.Caller().Id);
        return pages.Show<WithdrawAlertPage, AlertDraft>(request, state.Draft);
    }

    /// <summary>
    /// POST /publish/alerts/{id}/withdraw. 303 to the draft, also when it was withdrawn before · 403 someone else's · 404 · 409.
    /// </summary>
    [Function("Alerts_WithdrawByPage")]
    [Access(Role.Publisher)]
    [Operation("Withdraws a draft of an alert by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "publish/alerts/{id}/withdraw")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await request.ReadFormBodyAsync(cancellation);
        var caller = request.Caller().Id;
        await store.ChangeAlertDraftAsync(id, state => WithdrawAlert.Decide(state, caller), cancellation);
        return new SeeOther($"/publish/alerts/{id}?done=withdrawn");
    }

    private static bool MayWithdraw(HttpRequest request, AlertDraft draft) =>
        draft.Author == request.Caller().Id && draft.Status is AlertDraftStatus.Drafted or AlertDraftStatus.Approved;

    /// <summary>In the first of its sectors; the others read the same.</summary>
    private static Alert Preview(AlertDraft draft) => new(
        draft.Sectors[0], BeijingTime.Day(draft.PublishAt), 1, draft.PublishAt, [PublishAlertDraft.ItemOf(draft, draft.PublishAt)]);

    /// <summary>What was published, to be corrected.</summary>
    private static Entered Typed(AlertDraft draft) => new(new Dictionary<string, StringValues>
    {
        ["sectors"] = new([.. draft.Sectors]),
        ["title.zh-CN"] = draft.Title.Chinese, ["title.en"] = draft.Title.English,
        ["text.zh-CN"] = draft.Text.Chinese, ["text.en"] = draft.Text.English,
    });

    private IResult Show(
        HttpRequest request, Entered entered, string key, Alert? preview = null, int status = StatusCodes.Status200OK,
        AlertDraft? corrected = null) =>
        pages.Show<ComposeAlertPage, AlertComposed>(request, new AlertComposed(entered, key, preview, corrected), status);
}
