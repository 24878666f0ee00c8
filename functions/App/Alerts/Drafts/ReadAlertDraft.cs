using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Where a draft is that is no longer asked about.</summary>
public readonly record struct AlertDraftTurn(AlertDraftStatus Status, DateTimeOffset PublishAt)
{
    /// <summary>Null while someone is asked.</summary>
    public static AlertDraftTurn? Of(AlertDraft draft) =>
        draft.Status == AlertDraftStatus.Drafted ? null : new(draft.Status, draft.PublishAt);
}

public sealed class ReadAlertDraftActivity(AggregateStore store)
{
    /// <summary>Null while someone is asked.</summary>
    [Function(nameof(ReadAlertDraftActivity))]
    public async Task<AlertDraftTurn?> RunAsync([ActivityTrigger] string id, CancellationToken cancellation) =>
        AlertDraftTurn.Of((await store.GetAlertDraftAsync(id, cancellation)).State.Draft);
}
