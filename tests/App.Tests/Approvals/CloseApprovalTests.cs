using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class CloseApprovalTests
{
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Fact]
    public void Decide_NoOutcomeYet_Waits() =>
        Assert.Empty(CloseApproval.Decide(State([Assignment(1)], null, Run()), Definition(), Stage(assignees: 1, approvals: 1), 0).Facts);

    [Fact]
    public void Decide_Lapsed_CountsByThePolicy()
    {
        var state = State([Assignment(1, "a", AssignmentState.Escalated), Assignment(2, "b", AssignmentState.Lapsed)], null, Run());
        var change = CloseApproval.Decide(state, Definition(), Stage(assignees: 1, approvals: 1, undecided: UndecidedPolicy.Approve), 0);

        Assert.Equal(
            (StageRunState.Closed, StageOutcome.Passed), Assert.Single(change.Next.Runs) is var run ? (run.State, run.Outcome) : default);
        Assert.Equal(new StageClosed("Panel", 0, StageOutcome.Passed, 1, 0, 0, 1), Assert.Single(change.Facts).Fact);
    }

    [Fact]
    public void Decide_Returned_CancelsWhatIsOpenAndKeepsTheItems()
    {
        var state = State(
            [Assignment(1, state: AssignmentState.Decided), Assignment(2)],
            [Decision(1, DecisionKind.Return, new ReturnItem("plan", "x"))], Run());
        var change = CloseApproval.Decide(state, Definition(), Stage(), 0);

        var run = Assert.Single(change.Next.Runs);
        Assert.Equal(StageOutcome.Returned, run.Outcome);
        Assert.Equal(new ReturnItem("plan", "x"), Assert.Single(run.Items!));
        Assert.Equal(
            [AssignmentState.Decided, AssignmentState.Cancelled],
            change.Next.AssignmentsOf("Panel", 0).Select(assignment => assignment.State));
        Assert.Empty(CloseApproval.Decide(change.Next, Definition(), Stage(), 0).Facts);
    }

    [Fact]
    public void Decide_SentBackToTwoStages_GoesToTheEarlierOneAndCancelsWhatIsOpen()
    {
        var definition = Definition(FirstStage(), Stage("District"), Stage("Department"), Stage());
        var state = State(
            [Assignment(1, state: AssignmentState.Decided), Assignment(2, state: AssignmentState.Decided), Assignment(3)],
            [
                Decision(1, DecisionKind.SendBack) with { BackTo = "Department" },
                Decision(2, DecisionKind.SendBack) with { BackTo = "District" },
            ],
            Run());
        var change = CloseApproval.Decide(state, definition, Stage(), 0);

        var run = Assert.Single(change.Next.Runs);
        Assert.Equal((StageOutcome.SentBack, "District", null), (run.Outcome!.Value, run.BackTo, run.Items));
        Assert.Equal(
            [new StageClosed("Panel", 0, StageOutcome.SentBack, 0, 0, 0, 0), new StageSentBack("Panel", 0, "District")],
            change.Facts.Select(fact => fact.Fact));
        Assert.Equal(AssignmentState.Cancelled, change.Next.AssignmentsOf("Panel", 0)[2].State);
        Assert.Empty(CloseApproval.Decide(change.Next, definition, Stage(), 0).Facts);
    }

    [Fact]
    public void Decide_Withdrawn_IsTheOutcomeWhateverWasDecided()
    {
        var state = State(
            [Assignment(1, state: AssignmentState.Decided)], [Decision(1, DecisionKind.Approve)], Run()).In(ApplicationStatus.Withdrawn);

        Assert.Equal(
            StageOutcome.Withdrawn,
            Assert.Single(CloseApproval.Decide(state, Definition(), Stage(assignees: 1, approvals: 1), 0).Next.Runs).Outcome);
    }

    [Fact]
    public void Decide_Blocked_WaitsUnlessTheApplicationIsWithdrawn()
    {
        var blocked = State(runs: Run() with { State = StageRunState.Blocked });

        Assert.Empty(CloseApproval.Decide(blocked, Definition(), Stage(), 0).Facts);
        Assert.Equal(
            StageOutcome.Withdrawn,
            Assert.Single(CloseApproval.Decide(blocked.In(ApplicationStatus.Withdrawn), Definition(), Stage(), 0).Next.Runs).Outcome);
    }

    [Fact]
    public void Decide_NotOpenedYet_ChangesNothing() => Assert.Empty(CloseApproval.Decide(State(), Definition(), Stage(), 0).Facts);

    [Fact]
    public void Decide_OtherRoundsAndOtherQuestionsOfTheStage_DoNotCount()
    {
        var declaration = Panel() with { Kind = "declaration" };
        var state = State(
            [
                Assignment(1, state: AssignmentState.Decided), Assignment(1, round: 1),
                Assignment(1) with { Ask = declaration }, Assignment(2, state: AssignmentState.Lapsed) with { Ask = declaration },
            ],
            [Decision(1, DecisionKind.Approve)], Run());
        var change = CloseApproval.Decide(state, Definition(), Stage(assignees: 1, approvals: 1, undecided: UndecidedPolicy.Reject), 0);

        Assert.Equal(new StageClosed("Panel", 0, StageOutcome.Passed, 1, 0, 0, 0), Assert.Single(change.Facts).Fact);
        Assert.Equal(AssignmentState.Cancelled, change.Next.Assignments.Of(declaration)[0].State);
        Assert.Equal(AssignmentState.Open, change.Next.Assignments.Of(Panel(1))[0].State);
    }

    [Fact]
    public async Task Run_Decided_ClosesOnceAndKeepsItsOutcome()
    {
        await bench.Store.PutAsync(State([Assignment(1, state: AssignmentState.Decided)], [Decision(1, DecisionKind.Approve)], Run()));

        Assert.Equal(StageOutcome.Passed, await RunAsync());
        Assert.Equal(StageOutcome.Passed, await RunAsync());
        Assert.Single(await bench.FactsAsync(ReviewAggregate.Kind, Id), fact => fact == nameof(StageClosed));
    }

    [Fact]
    public async Task Run_StillOpen_IsNone()
    {
        await bench.Store.PutAsync(State([Assignment(1)], null, Run()));

        Assert.Null(await RunAsync());
        Assert.Equal([Assignment(1).Id], await bench.InboxAsync("expert-1"));
    }

    [Fact]
    public async Task Run_Withdrawn_TakesTheLinesOutOfTheInboxes()
    {
        await bench.Store.PutAsync(State([Assignment(1)], null, Run()));
        await bench.Store.PutAsync((await bench.Store.ReviewAsync()).In(ApplicationStatus.Withdrawn));

        Assert.Equal(StageOutcome.Withdrawn, await RunAsync());
        Assert.Empty(await bench.InboxAsync("expert-1"));
    }

    [Theory]
    [InlineData(ApplicationStatus.Withdrawn, StageOutcome.Withdrawn)]
    [InlineData(ApplicationStatus.Submitted, null)]
    public async Task Run_NotOpened_IsWithdrawnOrNone(ApplicationStatus status, StageOutcome? outcome)
    {
        await bench.Store.PutAsync(State().In(status));

        Assert.Equal(outcome, await RunAsync());
    }

    private Task<StageOutcome?> RunAsync() =>
        new CloseApprovalActivity(bench.Store, Catalogue(FirstStage(), Stage(assignees: 1, approvals: 1))).RunAsync(
            Request(), TestContext.Current.CancellationToken);
}
