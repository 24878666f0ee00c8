using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Rejects a draft that was not approved in time.</summary>
public static class LapseAlertDraft
{
    /// <summary>None where the answer came at the last moment.</summary>
    public static Change<AlertDraftState> Decide(AlertDraftState state, string actor)
    {
        if (state.Draft.Status != AlertDraftStatus.Drafted) return Change.None(state);
        var next = new AlertDraftState(state.Draft with { Status = AlertDraftStatus.Rejected }, state.Assignments.Cancelled());
        return Change.To(next, actor, new AlertRejected(state.Draft.Sectors));
    }
}

public sealed class LapseAlertDraftActivity(AggregateStore store)
{
    /// <summary>Ends the waiting for an approval. Safe to run twice.</summary>
    [Function(nameof(LapseAlertDraftActivity))]
    public async Task<AlertDraftTurn?> RunAsync([ActivityTrigger] string id, CancellationToken cancellation)
    {
        var stored = await store.ChangeAlertDraftAsync(
            id, state => LapseAlertDraft.Decide(state, nameof(LapseAlertDraftActivity)), cancellation);
        return AlertDraftTurn.Of(stored.State.Draft);
    }
}
