using FunctionsApp.Applications;
using App.Tests.Assignments;
using App.Tests.Fixtures;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class TakeBackDecisionTests
{
    private static readonly Assignment Answered = Assignment(1, state: AssignmentState.Decided);
    private static readonly Decision Approval = Decision(1, DecisionKind.Approve);
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Decide_StageIsOpen_CountsNoMoreAndStaysInTheRecord()
    {
        var change = TakeBackDecision.Decide(State([Answered], [Approval, Decision(2, DecisionKind.Reject)], Run()), Answered, Opened)!;

        Assert.Equal([Decision(2, DecisionKind.Reject).Assignment], change.Next.Decisions.Select(decision => decision.Assignment));
        Assert.Equal(Opened, Assert.Single(change.Next.TakenBack).TakenBackAt);
        var fact = Assert.IsType<DecisionTakenBack>(Assert.Single(change.Facts).Fact);
        Assert.Equal((Answered.Id, "Panel", 0, DecisionKind.Approve), (fact.Assignment, fact.Stage, fact.Round, fact.Decision));
    }

    [Fact]
    public void Decide_StageIsClosed_IsNull() => Assert.Null(
        TakeBackDecision.Decide(State([Answered], [Approval], Run() with { State = StageRunState.Closed }), Answered, Opened));

    [Fact]
    public void Decide_WithoutDecision_IsNull() => Assert.Null(TakeBackDecision.Decide(State([Answered], [], Run()), Answered, Opened));

    [Theory]
    [InlineData(AssignmentState.Open, true)]
    [InlineData(AssignmentState.Decided, false)]
    public void Decide_Opinion_UntilTheAdderDecidedByIt(AssignmentState adder, bool may)
    {
        var signer = Assignment(2, state: AssignmentState.Decided) with { Added = new Adding(1, SignerPlace.Before, "Why.", Opened) };
        var state = State([Assignment(1, state: adder), signer], [Decision(2, DecisionKind.Reject)], Run());

        Assert.Equal(may, TakeBackDecision.Decide(state, signer, Opened) is not null);
    }

    /// <summary>The second decision is a row of its own: the first stays as it was, with its comment.</summary>
    [Fact]
    public async Task TakenBackAndDecidedAgain_Stored_KeepsBoth()
    {
        await bench.Store.PutAsync(State([Answered], [Approval with { Comment = "first" }], Run()));
        await bench.Store.ChangeAsync(
            ReviewAggregate.Kind, Id, state => TakeBackDecision.Decide(state, Answered, Opened)!, Cancellation);
        Assert.Empty((await bench.Store.ReviewAsync()).Decisions);

        await bench.Store.ChangeAsync(ReviewAggregate.Kind, Id, state => DecideApproval.Decide(
            state, Assignment(1) with { TakenBack = 1 }, new DecisionForm(null, DecisionKind.Reject, "second", null),
            new Answering("expert-1", ContentDigest.Of(Applied), Opened), [], []), Cancellation);
        var review = await bench.Store.ReviewAsync();

        Assert.Equal(("second", 1), Assert.Single(review.Decisions) is var counts ? (counts.Comment, counts.Attempt) : default);
        Assert.Equal("first", Assert.Single(review.TakenBack).Comment);
    }
}
