using CsCheck;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class ApprovalRulesTests
{
    [Fact]
    public void Outcome_ApprovalsReachedButOneStillOpen_Waits() =>
        Assert.Null(ApprovalRules.Outcome(Stage(), [Decided(1), Decided(2), Assignment(3)], [Decision(1, DecisionKind.Approve), Decision(2, DecisionKind.Approve)]));

    [Theory]
    [InlineData(3, StageOutcome.Passed)]
    [InlineData(2, StageOutcome.Passed)]
    [InlineData(1, StageOutcome.Rejected)]
    [InlineData(0, StageOutcome.Rejected)]
    public void Outcome_AllDecided_NeedsTwoOfThree(int approvals, StageOutcome outcome) =>
        Assert.Equal(outcome, ApprovalRules.Outcome(Stage(), [Decided(1), Decided(2), Decided(3)], [.. Kinds(approvals)])!.Outcome);

    [Fact]
    public void Outcome_QuorumStillInReach_Waits() =>
        Assert.Null(ApprovalRules.Outcome(Stage(), [Decided(1), Assignment(2), Assignment(3)], [Decision(1, DecisionKind.Reject)]));

    [Fact]
    public void Outcome_QuorumOutOfReach_RejectsAtOnce() => Assert.Equal(
        StageOutcome.Rejected,
        ApprovalRules.Outcome(Stage(), [Decided(1), Decided(2), Assignment(3)], [Decision(1, DecisionKind.Reject), Decision(2, DecisionKind.Abstain)])!.Outcome);

    [Fact]
    public void Outcome_MoreApprovalsAskedThanPeople_Rejects() =>
        Assert.Equal(StageOutcome.Rejected, ApprovalRules.Outcome(Stage(approvals: 4), [Assignment(1), Assignment(2), Assignment(3)], [])!.Outcome);

    [Theory]
    [InlineData(2, 0, 1, true)]
    [InlineData(1, 1, 1, false)]
    [InlineData(1, 0, 2, true)]
    [InlineData(0, 1, 2, false)]
    [InlineData(3, 0, 0, false)]
    public void CanDoWithout_TwoOfThree_AsLongAsTheApprovalsStayInReach(int approvals, int rejections, int open, bool can)
    {
        var kinds = Enumerable.Repeat(DecisionKind.Approve, approvals).Concat(Enumerable.Repeat(DecisionKind.Reject, rejections)).ToList();
        var decided = Enumerable.Range(1, kinds.Count).Select(Decided);
        var waiting = Enumerable.Range(kinds.Count + 1, open).Select(number => Assignment(number));
        IReadOnlyList<Assignment> all = [.. decided, .. waiting];

        Assert.Equal(can, ApprovalRules.CanDoWithout(all[^1], Stage(), all, [.. kinds.Select((kind, index) => Decision(index + 1, kind))]));
    }

    [Theory]
    [InlineData(AssignmentState.Open, 3)]
    [InlineData(AssignmentState.Decided, 3)]
    [InlineData(AssignmentState.Lapsed, 3)]
    [InlineData(AssignmentState.TakenOff, 2)]
    [InlineData(AssignmentState.Escalated, 2)]
    [InlineData(AssignmentState.HandedOver, 2)]
    public void Needed_SignerAddedAfter_IsOneMoreUntilTakenOffOrPassedOn(AssignmentState state, int needed) =>
        Assert.Equal(needed, ApprovalRules.Needed(Stage(), [Assignment(1), Signer(4, SignerPlace.After, state)]));

    [Fact]
    public void Outcome_SignerAddedAfterRejects_FailsAStageThatHadItsApprovals() => Assert.Equal(
        StageOutcome.Rejected,
        ApprovalRules.Outcome(
            Stage(assignees: 1, approvals: 1), [Decided(1), Signer(2, SignerPlace.After, AssignmentState.Decided)],
            [Decision(1, DecisionKind.Approve), Decision(2, DecisionKind.Reject)])!.Outcome);

    [Theory]
    [InlineData(AssignmentState.Open)]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.Lapsed)]
    public void Outcome_SignerAskedForAnOpinion_CountsForNothing(AssignmentState state) => Assert.Equal(
        StageOutcome.Passed,
        ApprovalRules.Outcome(
            Stage(assignees: 1, approvals: 1, undecided: UndecidedPolicy.Reject), [Decided(1), Signer(2, SignerPlace.Before, state)],
            [Decision(1, DecisionKind.Approve)])!.Outcome);

    [Theory]
    [InlineData(SignerPlace.Before)]
    [InlineData(SignerPlace.After)]
    public void CanDoWithout_Signer_Always(SignerPlace place)
    {
        var signer = Signer(2, place);

        Assert.True(ApprovalRules.CanDoWithout(signer, Stage(assignees: 1, approvals: 1), [Assignment(1), signer], []));
        Assert.False(ApprovalRules.CanDoWithout(Assignment(1), Stage(assignees: 1, approvals: 1), [Assignment(1), signer], []));
    }

    [Fact]
    public void Outcome_OneOfOneRejects_RejectsAtOnce() =>
        Assert.Equal(StageOutcome.Rejected, ApprovalRules.Outcome(Stage(assignees: 1, approvals: 1), [Decided(1)], [Decision(1, DecisionKind.Reject)])!.Outcome);

    [Fact]
    public void Outcome_TwoReturns_UniteItemsAndReasonsAndWinOverRejections()
    {
        var result = ApprovalRules.Outcome(Stage(), [Decided(1), Decided(2), Decided(3)],
        [
            Decision(1, DecisionKind.Return, new ReturnItem("plan", "b"), new ReturnItem("budget", "c")),
            Decision(2, DecisionKind.Return, new ReturnItem("plan", "a")),
            Decision(3, DecisionKind.Reject),
        ])!;

        Assert.Equal(StageOutcome.Returned, result.Outcome);
        Assert.Equal([new ReturnItem("budget", "c"), new ReturnItem("plan", "a\nb")], result.Items);
    }

    [Theory]
    [InlineData(UndecidedPolicy.Approve, StageOutcome.Passed)]
    [InlineData(UndecidedPolicy.Abstain, StageOutcome.Rejected)]
    [InlineData(UndecidedPolicy.Reject, StageOutcome.Rejected)]
    public void Outcome_OneLapsed_CountsByThePolicy(UndecidedPolicy policy, StageOutcome outcome) => Assert.Equal(outcome, ApprovalRules.Outcome(
        Stage(undecided: policy), [Decided(1), Decided(2), Assignment(3, state: AssignmentState.Lapsed)],
        [Decision(1, DecisionKind.Approve), Decision(2, DecisionKind.Reject)])!.Outcome);

    [Fact]
    public void Outcome_EscalatedAndReplaced_CountsTheDelegateOnly()
    {
        var delegated = Assignment(4, "expert-4", AssignmentState.Decided) with { Replaces = 1 };

        Assert.Equal(StageOutcome.Passed, ApprovalRules.Outcome(Stage(assignees: 1, approvals: 1),
            [Assignment(1, state: AssignmentState.Escalated), delegated], [Decision(4, DecisionKind.Approve)])!.Outcome);
    }

    [Fact]
    public void Outcome_OneSendsBack_DoesSoAtOnce_WhateverOthersDecided()
    {
        var result = ApprovalRules.Outcome(
            Stage(), [Decided(1), Decided(2), Assignment(3)],
            [Decision(1, DecisionKind.Reject), Decision(2, DecisionKind.SendBack) with { BackTo = "District" }])!;

        Assert.Equal((StageOutcome.SentBack, "District"), (result.Outcome, Assert.Single(result.BackTo)));
    }

    /// <summary>What the applicant corrects, the earlier stage would judge.</summary>
    [Fact]
    public void Outcome_OneSendsBackAndOneReturns_ReturnsFirst()
    {
        var result = ApprovalRules.Outcome(
            Stage(), [Decided(1), Decided(2), Assignment(3)],
            [
                Decision(1, DecisionKind.SendBack) with { BackTo = "District" },
                Decision(2, DecisionKind.Return, new ReturnItem("plan", "x")),
            ])!;

        Assert.Equal((StageOutcome.Returned, 0), (result.Outcome, result.BackTo.Count));
    }

    [Fact]
    public void Outcome_AnyOrderOfDecisions_IsTheSame()
    {
        var kinds = Gen.Enum<DecisionKind>().Array[1, 15];
        (from decided in kinds
         from open in Gen.Int[0, 3]
         from approvals in Gen.Int[1, 15]
         from policy in Gen.Enum<UndecidedPolicy>()
         from shuffled in Gen.Shuffle(Enumerable.Range(0, decided.Length).ToArray())
         select (decided, open, approvals, policy, shuffled)).Sample(sample =>
         {
             var decisions = sample.decided.Select((kind, index) => kind == DecisionKind.Return
                 ? Decision(index + 1, kind, new ReturnItem(index % 2 == 0 ? "plan" : "budget", $"r{index % 3}"))
                 : Decision(index + 1, kind) with
                 {
                     BackTo = kind == DecisionKind.SendBack ? index % 2 == 0 ? "District" : "Department" : null,
                 }).ToArray();
             var assignments = Enumerable.Range(1, decisions.Length + sample.open)
                 .Select(number => Assignment(number, state: number <= decisions.Length ? AssignmentState.Decided : AssignmentState.Open)).ToList();
             var stage = Stage(assignees: assignments.Count, approvals: sample.approvals, undecided: sample.policy);
             var one = ApprovalRules.Outcome(stage, assignments, decisions);
             var other = ApprovalRules.Outcome(stage, [.. assignments.AsEnumerable().Reverse()], [.. sample.shuffled.Select(index => decisions[index])]);
             return one?.Outcome == other?.Outcome && (one?.Items ?? []).SequenceEqual(other?.Items ?? [])
                 && (one?.BackTo ?? []).SequenceEqual(other?.BackTo ?? []);
         });
    }

    private static Assignment Signer(int number, SignerPlace place, AssignmentState state = AssignmentState.Open) =>
        Assignment(number, state: state) with { Added = new Adding(1, place, "Why.", Opened.AddDays(1)) };

    private static Assignment Decided(int number) => Assignment(number, state: AssignmentState.Decided);

    private static IEnumerable<Decision> Kinds(int approvals) =>
        Enumerable.Range(1, 3).Select(number => Decision(number, number <= approvals ? DecisionKind.Approve : DecisionKind.Abstain));
}
