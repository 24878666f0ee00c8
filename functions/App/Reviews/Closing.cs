using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>Closes a stage when it has an outcome.</summary>
public static class Closing
{
    /// <summary>None while the stage must wait, and when it is closed already. What was left open is cancelled.</summary>
    public static ReviewChange Decide(ReviewState state, StageDefinition stage, int round)
    {
        if (state.Run(stage.Name, round) is not { State: not StageRunState.Closed } run) return ReviewChange.None;
        var (assignments, decisions) = (state.AssignmentsOf(stage.Name, round), state.DecisionsOf(stage.Name, round));
        var result = state.Application.IsOver ? StageResult.Of(StageOutcome.Withdrawn)
            : run.State == StageRunState.Open ? StageRules.Outcome(stage, assignments, decisions)
            : null;
        if (result is null) return ReviewChange.None;

        var tally = StageRules.Count(stage, assignments, decisions);
        return new ReviewChange(
            [
                new NewFact(nameof(StageClosed), nameof(CloseStageActivity),
                    new StageClosed(stage.Name, round, result.Outcome, tally.Approvals, tally.Rejections, tally.Abstentions, tally.Undecided)),
            ],
            [run with { State = StageRunState.Closed, Result = result }],
            [.. assignments.Where(assignment => assignment.State == AssignmentState.Open).Select(assignment => assignment with { State = AssignmentState.Cancelled })]);
    }
}
