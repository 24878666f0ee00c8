using FunctionsApp.Assignments;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Approvals;

/// <summary>A person took a decision back before the stage was closed; it counts no more.</summary>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record DecisionTakenBack(string Assignment, string Stage, int Round, DecisionKind Decision)
    : StageAnswered(Stage, Round), IOfAssignment;

/// <summary>Takes a decision out of what counts; it stays in the record.</summary>
public static class TakeBackDecision
{
    /// <summary>
    /// Null where the stage is closed, where the assignment has no decision, and where another person decided by it as an opinion.
    /// </summary>
    public static Change<ReviewState>? Decide(ReviewState state, Assignment assignment, DateTimeOffset at)
    {
        if (state.Run(assignment.Ask.Step, assignment.Ask.Round) is not { State: not StageRunState.Closed }) return null;
        if (state.Decisions.FirstOrDefault(each => each.Assignment == assignment.Id) is not { } decision) return null;
        if (assignment.IsOpinion && state.Assignments.Of(assignment.Ask).Any(each => each.State == AssignmentState.Decided
            && AddSigner.Of(state.Assignments, each).Contains(assignment))) return null;
        var next = state with
        {
            Decisions = [.. state.Decisions.Where(each => each != decision)],
            TakenBack = [.. state.TakenBack, decision with { TakenBackAt = at.ToUniversalTime() }],
        };
        return Change.To(
            next, decision.Person, new DecisionTakenBack(decision.Assignment, decision.Stage, decision.Round, decision.Kind));
    }
}
