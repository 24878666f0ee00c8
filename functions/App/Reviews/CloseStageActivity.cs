using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

public sealed class CloseStageActivity(ReviewStore store, Inbox inbox)
{
    /// <summary>Closes the stage when its decisions give an outcome; null while it must wait. Safe to run twice: a closed stage keeps its result.</summary>
    [Function(nameof(CloseStageActivity))]
    public async Task<StageResult?> RunAsync([ActivityTrigger] StageRequest request, CancellationToken cancellation)
    {
        var (stage, round) = (request.Stage, request.Round);
        var (state, closed) = await store.ChangeAsync(request.ApplicationId, state => Closing.Decide(state, stage, round), cancellation);
        if (state.Run(stage.Name, round) is not { State: StageRunState.Closed } run) return null;
        // Days lie between the review and the requests that decide it: they are linked.
        if (closed) foreach (var decision in state.DecisionsOf(stage.Name, round)) Tracing.Link(decision.Trace);
        await inbox.ShowAsync(state.Application, run, state.AssignmentsOf(stage.Name, round), cancellation);
        return run.Result;
    }
}
