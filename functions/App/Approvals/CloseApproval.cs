using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Approvals;

/// <summary>Closes a stage of people when its decisions give an outcome.</summary>
public static class CloseApproval
{
    /// <summary>None while the stage must wait, and when it is closed already.</summary>
    public static Change<ReviewState> Decide(ReviewState state, ProgrammeDefinition definition, VotingDefinition stage, int round)
    {
        if (state.Run(stage.Name, round) is not { State: not StageRunState.Closed } run) return Change.None(state);
        // Only those of this question: a stage may ask people other things as well.
        var assignments = state.Assignments.Of(new Ask(ApprovalQuestion.Name, state.Application.Id, stage.Name, round));
        var decisions = state.DecisionsOf(stage.Name, round);
        var result = state.Application.IsOver ? ApprovalResult.Of(StageOutcome.Withdrawn)
            : run.State == StageRunState.Open ? ApprovalRules.Outcome(stage, assignments, decisions)
            : null;
        if (result is null) return Change.None(state);
        var tally = ApprovalRules.Count(stage, assignments, decisions);
        var fact = new StageClosed(stage.Name, round, result.Outcome, tally.Approvals, tally.Rejections, tally.Abstentions,
            tally.Undecided);
        // Where several stages are named, all from the earliest one on are asked again.
        var end = new StageEnd(result.Outcome, result.Items, fact, SendBack.Earliest(definition, result.BackTo));
        return CloseStage.Decide(state, run, end, nameof(CloseApprovalActivity));
    }
}

public sealed class CloseApprovalActivity(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>The stage's outcome; null while it must wait. Safe to run twice: a closed stage keeps its outcome.</summary>
    [Function(nameof(CloseApprovalActivity))]
    public async Task<StageOutcome?> RunAsync([ActivityTrigger] StageRequest request, CancellationToken cancellation)
    {
        var stored = await store.ChangeAsync(
            ReviewAggregate.Kind,
            request.ApplicationId,
            state =>
            {
                var definition = catalogue.Of(state.Application);
                return CloseApproval.Decide(state, definition, (VotingDefinition)definition.Stage(request.Stage), request.Round);
            },
            cancellation);
        // Days lie between the review and the requests that decide it: they are linked.
        if (stored.Changed) foreach (var decision in stored.State.DecisionsOf(request.Stage, request.Round)) Tracing.Link(decision.Trace);
        // Without a run the application was withdrawn before the stage was asked.
        return stored.State.Run(request.Stage, request.Round) is { } run ? run.Outcome : stored.State.Application.IsOver
            ? StageOutcome.Withdrawn : null;
    }
}
