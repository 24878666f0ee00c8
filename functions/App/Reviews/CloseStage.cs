using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews;

/// <summary>A stage has its outcome.</summary>
/// <param name="Undecided">Assignments that lapsed.</param>
[ShownAs(Right.Course)]
public sealed record StageClosed(string Stage, int Round, StageOutcome Outcome, int Approvals, int Rejections, int Abstentions,
    int Undecided) : Fact;

/// <summary>How a stage ended.</summary>
/// <param name="Items">What a return asks for; empty otherwise.</param>
/// <param name="Fact">With the counts of the kind of stage.</param>
/// <param name="BackTo">Name of the earlier stage that it sends the application back to; null otherwise.</param>
public sealed record StageEnd(StageOutcome Outcome, IReadOnlyList<ReturnItem> Items, StageClosed Fact, string? BackTo = null);

/// <summary>Closes a stage, whatever its kind: stores the outcome and cancels what was left open.</summary>
public static class CloseStage
{
    /// <param name="run">Open or blocked.</param>
    public static Change<ReviewState> Decide(ReviewState state, StageRun run, StageEnd end, string actor)
    {
        var closed = run with
        {
            State = StageRunState.Closed, Outcome = end.Outcome, Items = end.Items.Count == 0 ? null : end.Items, BackTo = end.BackTo,
        };
        var cancelled = state.AssignmentsOf(run.Stage, run.Round).Cancelled();
        var next = state.With(closed) with { Assignments = state.Assignments.With(cancelled) };
        return end.BackTo is not { } to ? Change.To(next, actor, end.Fact)
            : Change.To(next, actor, [end.Fact, new StageSentBack(run.Stage, run.Round, to)]);
    }
}
