using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>An alert that an editor wrote is published.</summary>
public sealed record AlertPublished(IReadOnlyList<string> Sectors) : Fact;

/// <summary>Publishes an approved draft, when its time has come.</summary>
public static class PublishAlertDraft
{
    /// <summary>None where it was withdrawn, or is published already.</summary>
    public static Change<AlertDraftState> Decide(AlertDraftState state, string actor, DateTimeOffset now)
    {
        var draft = state.Draft;
        if (draft.Status != AlertDraftStatus.Approved) return Change.None(state);
        var next = state with { Draft = draft with { Status = AlertDraftStatus.Published, PublishedAt = now } };
        return Change.To(next, actor, new AlertPublished(draft.Sectors));
    }

    /// <summary>What the alert of each of its sectors says.</summary>
    public static AlertItem ItemOf(AlertDraft draft, DateTimeOffset at)
    {
        var title = draft.Corrects is null ? draft.Title : AlertTexts.CorrectionOf(draft.Title);
        return new(draft.Id, AlertItemKind.EditorAlert, at, title, null, draft.Text)
        {
            Sectors = draft.Sectors, Corrects = draft.Corrects?.Id,
        };
    }
}

public sealed class PublishAlertDraftActivity(AggregateStore store, AlertStore alerts, TimeProvider time)
{
    /// <summary>The sectors that have the alert; none where it was withdrawn. Safe to run twice: a sector takes an item once.</summary>
    [Function(nameof(PublishAlertDraftActivity))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var stored = await store.ChangeAlertDraftAsync(
            id, state => PublishAlertDraft.Decide(state, nameof(PublishAlertDraftActivity), now), cancellation);
        if (stored.State.Draft is not { PublishedAt: { } at } draft) return [];
        Tracing.Link(draft.Approval?.Trace);
        var item = PublishAlertDraft.ItemOf(draft, at);
        foreach (var sector in draft.Sectors) await alerts.AddAlertAsync(sector, item, BeijingTime.Day(at), at, cancellation);
        if (draft.Corrects is { } corrects) await MarkAsync(corrects.Id, item, cancellation);
        return draft.Sectors;
    }

    /// <summary>Marks what was corrected, where the public reads it and for its author.</summary>
    private async Task MarkAsync(string corrected, AlertItem by, CancellationToken cancellation)
    {
        var stored = await store.ChangeAlertDraftAsync(
            corrected, state => CorrectAlert.Decide(state, by.Id, nameof(PublishAlertDraftActivity)), cancellation);
        var (draft, correction) = (stored.State.Draft, new AlertCorrection(by.At, by.Title));
        foreach (var sector in draft.Sectors)
        {
            await alerts.MarkCorrectedAsync(sector, BeijingTime.Day(draft.PublishedAt!.Value), draft.Id, correction, cancellation);
        }
    }
}
