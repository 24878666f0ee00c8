using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.WhitePapers;

/// <summary>Rejects a paper that was not approved in time; another edition is asked about.</summary>
public static class LapseWhitePaper
{
    /// <summary>None where the answer came at the last moment.</summary>
    public static Change<WhitePaperState> Decide(WhitePaperState state, string actor)
    {
        var paper = state.Paper;
        if (paper.Status != WhitePaperStatus.Drafted) return Change.None(state);
        var next = new WhitePaperState(paper with { Status = WhitePaperStatus.Rejected }, state.Assignments.Cancelled());
        return Change.To(next, actor, new WhitePaperRejected(paper.Period, paper.Edition));
    }
}

public sealed class LapseWhitePaperActivity(AggregateStore store)
{
    /// <summary>Ends the waiting for an approval. Safe to run twice.</summary>
    [Function(nameof(LapseWhitePaperActivity))]
    public async Task<WhitePaperTurn?> RunAsync([ActivityTrigger] string id, CancellationToken cancellation)
    {
        var stored = await store.ChangeAsync(
            WhitePaperAggregate.Kind, id, state => LapseWhitePaper.Decide(state, nameof(LapseWhitePaperActivity)), cancellation);
        return WhitePaperTurn.Of(stored.State.Paper);
    }
}
