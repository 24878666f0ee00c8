using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class DecidingTests
{
    private static readonly string First = AssignmentId.Of(Id, "Panel", 0, 1);
    private static readonly DecisionCommand Approve = new("expert-1", ReviewDigest.Of(Applied), DecisionKind.Approve, "ok", []);

    [Fact]
    public void Decide_OwnOpenAssignment_RecordsDecisionAndFact()
    {
        var change = Deciding.Decide(State([Assignment(1)], null, Run()), First, Approve, Opened.AddDays(2));

        Assert.Equal(DecisionKind.Approve, change.Decision!.Kind);
        Assert.Equal(AssignmentState.Decided, Assert.Single(change.Assignments).State);
        Assert.Equal((nameof(DecisionRecorded), "expert-1"), (Assert.Single(change.Facts).Type, change.Facts[0].Actor));
    }

    [Fact]
    public void Decide_SameAgain_ChangesNothing() => Assert.Same(ReviewChange.None, Deciding.Decide(Recorded(), First, Approve, Opened.AddDays(3)));

    [Fact]
    public void Decide_SameAgainAfterTheStageClosed_StillChangesNothing()
    {
        var closed = Recorded() with { Application = Applied with { Status = ApplicationStatus.Approved } };

        Assert.Same(ReviewChange.None, Deciding.Decide(closed, First, Approve, Opened.AddDays(3)));
    }

    [Fact]
    public void Decide_OtherDecisionAfterwards_IsAlreadyDecided() =>
        AssertProblem(ReviewProblems.AlreadyDecided, Recorded(), Approve with { Kind = DecisionKind.Reject });

    [Fact]
    public void Decide_SomeoneElses_IsNotAssignee() => AssertProblem(ReviewProblems.NotAssignee, State([Assignment(1)]), Approve with { Person = "expert-2" });

    [Fact]
    public void Decide_Unknown_IsNotFound() => AssertProblem(PlatformProblems.NotFound, State(), Approve);

    [Fact]
    public void Decide_DecidedAnotherStage_IsSecondStage()
    {
        var earlier = Decision(1, DecisionKind.Approve) with { AssignmentId = AssignmentId.Of(Id, "District", 0, 1), Stage = "District" };

        AssertProblem(ReviewProblems.SecondStage, State([Assignment(1)], [earlier]), Approve);
    }

    [Fact]
    public void Decide_SameStageInAnEarlierRound_IsAllowed()
    {
        var state = State([Assignment(1, state: AssignmentState.Decided), Assignment(1, round: 1)], [Decision(1, DecisionKind.Return, new ReturnItem("plan", "x"))]);

        Assert.NotNull(Deciding.Decide(state, AssignmentId.Of(Id, "Panel", 1, 1), Approve, Opened.AddDays(9)).Decision);
    }

    [Theory]
    [InlineData(AssignmentState.Escalated, ApplicationStatus.Submitted, "escalated")]
    [InlineData(AssignmentState.Lapsed, ApplicationStatus.Submitted, "lapsed")]
    [InlineData(AssignmentState.Cancelled, ApplicationStatus.Submitted, "stage-closed")]
    [InlineData(AssignmentState.Open, ApplicationStatus.Withdrawn, "withdrawn")]
    [InlineData(AssignmentState.Open, ApplicationStatus.Returned, "stage-closed")]
    public void Decide_NoLongerOpen_SaysWhy(AssignmentState assignment, ApplicationStatus status, string reason)
    {
        var state = State([Assignment(1, state: assignment)]) with { Application = Applied with { Status = status } };

        Assert.Equal(reason, AssertProblem(ReviewProblems.AssignmentClosed, state, Approve).Extensions["reason"]);
    }

    [Fact]
    public void Decide_DocumentReplacedSinceTheMail_IsDocumentsChanged() =>
        AssertProblem(ReviewProblems.DocumentsChanged, State([Assignment(1)]), Approve with { Digest = new string('0', 64) });

    [Theory]
    [InlineData(DecisionKind.Return)]
    [InlineData(DecisionKind.Return, "plan", " ")]
    [InlineData(DecisionKind.Return, "nothing", "x")]
    [InlineData(DecisionKind.Return, "plan", "x", "plan", "y")]
    [InlineData(DecisionKind.Approve, "plan", "x")]
    public void Decide_ItemsDoNotFit_IsReturnItems(DecisionKind kind, params string[] items) => AssertProblem(
        ReviewProblems.ReturnItems, State([Assignment(1)]), Approve with { Kind = kind, Items = [.. items.Chunk(2).Select(item => new ReturnItem(item[0], item[1]))] });

    [Theory]
    [InlineData(Deciding.MaxReason, true)]
    [InlineData(Deciding.MaxReason + 1, false)]
    public void Decide_ReturnReasonLength_IsBounded(int length, bool valid)
    {
        var command = Approve with { Kind = DecisionKind.Return, Items = [new ReturnItem("plan", new string('x', length))] };

        if (valid) Assert.Equal(["plan"], Deciding.Decide(State([Assignment(1)]), First, command, Opened).Decision!.Items.Select(item => item.Document));
        else AssertProblem(ReviewProblems.ReturnItems, State([Assignment(1)]), command);
    }

    [Fact]
    public void Decide_CommentTooLong_IsInvalidField() =>
        AssertProblem(PlatformProblems.InvalidField, State([Assignment(1)]), Approve with { Comment = new string('x', Deciding.MaxComment + 1) });

    private static ReviewState Recorded() =>
        State([Assignment(1, state: AssignmentState.Decided)], [Decision(1, DecisionKind.Approve) with { Comment = "ok" }], Run());

    private static ProblemException AssertProblem(ProblemType type, ReviewState state, DecisionCommand command)
    {
        var problem = Assert.Throws<ProblemException>(() => Deciding.Decide(state, First, command, Opened.AddDays(2)));
        Assert.Equal(type, problem.Type);
        return problem;
    }
}
