using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Approvals;

/// <summary>How the decisions of a stage count.</summary>
public sealed record Tally(int Approvals, int Rejections, int Abstentions, int Undecided, int Open);

/// <summary>What the decisions of a stage come to.</summary>
/// <param name="Items">What a return asks for; empty otherwise.</param>
/// <param name="BackTo">Names of the earlier stages that were named by those who send back; empty otherwise.</param>
public sealed record ApprovalResult(StageOutcome Outcome, IReadOnlyList<ReturnItem> Items, IReadOnlyList<string> BackTo)
{
    public static ApprovalResult Of(StageOutcome outcome) => new(outcome, [], []);
}

/// <summary>When a stage has an outcome, and which. Depends on what was decided, never on the order.</summary>
public static class ApprovalRules
{
    /// <summary>
    /// Null while it must wait. A return returns at once, a sending back sends back at once where no one returns; a stage fails as soon
    /// as its n approvals are out of reach; it passes with n or more approvals when no assignment is open any more, since the quorum is a
    /// minimum and not a trigger.
    /// </summary>
    /// <param name="assignments">Of one stage and round.</param>
    /// <param name="decisions">Of the same, without opinions.</param>
    /// <remarks>Source: domain.md, review rules.</remarks>
    public static ApprovalResult? Outcome(VotingDefinition stage, IReadOnlyList<Assignment> assignments, IReadOnlyList<Decision> decisions)
    {
        var items = ReturnItems(decisions);
        if (items.Count > 0) return new ApprovalResult(StageOutcome.Returned, items, []);
        var backTo = decisions.Select(decision => decision.BackTo).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (backTo.Count > 0) return new ApprovalResult(StageOutcome.SentBack, [], backTo);
        var tally = Count(stage, assignments, decisions);
        if (tally.Approvals + tally.Open < Needed(stage, assignments)) return ApprovalResult.Of(StageOutcome.Rejected);
        return tally.Open == 0 ? ApprovalResult.Of(StageOutcome.Passed) : null;
    }

    /// <summary>Approvals that carry the stage: those of its definition, and one for each signer added after another person.</summary>
    /// <param name="assignments">Of one stage and round.</param>
    public static int Needed(VotingDefinition stage, IReadOnlyList<Assignment> assignments) => stage.Approvals
        + assignments.Count(assignment => assignment is
        {
            // Where a signer's assignment passed on, the next one is the signer's.
            Added.Place: SignerPlace.After,
            State: not (AssignmentState.TakenOff or AssignmentState.Escalated or AssignmentState.HandedOver),
        });

    /// <summary>Whether the approvals stay within reach without one of the open assignments.</summary>
    public static bool CanDoWithout(
        Assignment one, VotingDefinition stage, IReadOnlyList<Assignment> assignments, IReadOnlyList<Decision> decisions)
    {
        if (one.State != AssignmentState.Open) return false;
        var rest = assignments.With([one with { State = AssignmentState.TakenOff }]);
        var tally = Count(stage, rest, decisions);
        return tally.Approvals + tally.Open >= Needed(stage, rest);
    }

    /// <summary>Lapsed assignments count by the stage's policy; those of signers who were asked for an opinion do not count.</summary>
    public static Tally Count(VotingDefinition stage, IReadOnlyList<Assignment> assignments, IReadOnlyList<Decision> decisions)
    {
        int InState(AssignmentState state) => assignments.Count(assignment => assignment.State == state && !assignment.IsOpinion);
        var lapsed = InState(AssignmentState.Lapsed);
        int Of(DecisionKind kind, UndecidedPolicy policy) =>
            decisions.Count(decision => decision.Kind == kind) + (stage.Undecided == policy ? lapsed : 0);
        return new Tally(
            Of(DecisionKind.Approve, UndecidedPolicy.Approve),
            Of(DecisionKind.Reject, UndecidedPolicy.Reject),
            Of(DecisionKind.Abstain, UndecidedPolicy.Abstain),
            lapsed,
            InState(AssignmentState.Open));
    }

    /// <summary>One item per document or field, in their order; several reasons for one come one below the other.</summary>
    private static IReadOnlyList<ReturnItem> ReturnItems(IReadOnlyList<Decision> decisions) =>
    [
        .. decisions.Where(decision => decision.Kind == DecisionKind.Return)
            .SelectMany(decision => decision.Items)
            .GroupBy(item => (item.Document, item.Field), item => item.Reason)
            .OrderBy(item => item.Key.Document is null)
            .ThenBy(item => item.Key.Document ?? item.Key.Field, StringComparer.Ordinal)
            .Select(item => new ReturnItem(
                item.Key.Document, string.Join('\n', item.Distinct().Order(StringComparer.Ordinal)), item.Key.Field)),
    ];
}
