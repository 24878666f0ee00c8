using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class AnswerAssignmentTests
{
    private static readonly VoteForm Yes = new(null, true);
    private readonly PollQuestion question = new(new AskingBench(Monday, Kind).Tools(), Plan());

    [Fact]
    public void Decide_OwnOpenAssignment_RecordsTheAnswerAndClosesTheAssignment()
    {
        var change = question.Decide(State(Assignment(1), Assignment(2)), IdOf(Assignment(1)), Yes, By("expert-1"));

        Assert.True(change.Next.Poll.Vote);
        Assert.Equal(
            [AssignmentState.Decided, AssignmentState.Open],
            change.Next.Assignments.OrderBy(assignment => assignment.Number).Select(assignment => assignment.State));
        Assert.Equal((nameof(VoteCast), "expert-1"), Assert.Single(change.Facts) is var fact ? (fact.Type, fact.Actor) : default);
    }

    [Fact]
    public void Decide_SameAgain_ChangesNothing() =>
        Assert.Empty(question.Decide(Answered(), IdOf(Assignment(1)), Yes, By("expert-1")).Facts);

    [Fact]
    public void Decide_SameAgainAfterAllIsOver_StillChangesNothing() =>
        Assert.Empty(question.Decide(Over(Answered()), IdOf(Assignment(1)), Yes, By("expert-1")).Facts);

    [Fact]
    public void Decide_SameAgainOnOtherContent_StillChangesNothing() =>
        Assert.Empty(question.Decide(Answered(), IdOf(Assignment(1)), Yes, By("expert-1", "Rice?")).Facts);

    [Fact]
    public void Decide_OtherAnswerAfterwards_IsAlreadyDecided() =>
        AssertProblem(AssignmentProblems.AlreadyDecided, Answered(), By("expert-1"), Yes with { Yes = false });

    [Fact]
    public void Decide_SomeoneElses_IsNotAssignee() =>
        AssertProblem(AssignmentProblems.NotAssignee, State(Assignment(1)), By("expert-2"), Yes);

    [Fact]
    public void Decide_SomeoneElsesAnswered_TellsNothingOfIt() =>
        AssertProblem(AssignmentProblems.NotAssignee, Answered(), By("expert-2"), Yes with { Yes = false });

    [Fact]
    public void Decide_UnknownNumber_IsNotFound() =>
        AssertProblem(PlatformProblems.NotFound, State(Assignment(2, "expert-1")), By("expert-1"), Yes);

    [Fact]
    public void Decide_OtherRound_IsNotFound() =>
        AssertProblem(PlatformProblems.NotFound, State(Assignment(1, ask: Lunch with { Round = 1 })), By("expert-1"), Yes);

    [Fact]
    public void Decide_OtherKindOfTheSameStep_IsNotFound() =>
        AssertProblem(PlatformProblems.NotFound, State(Assignment(1, ask: Lunch with { Kind = "declaration" })), By("expert-1"), Yes);

    [Fact]
    public void Decide_ContentChangedSinceTheLetter_IsDocumentsChanged() =>
        AssertProblem(AssignmentProblems.DocumentsChanged, State(Assignment(1)), By("expert-1", "Rice?"), Yes);

    [Fact]
    public void Decide_AnswerIsNotTaken_LeavesTheFeaturesProblem() =>
        AssertProblem(PlatformProblems.InvalidField, State(Assignment(1)), By("expert-1"), Yes with { Yes = null });

    [Theory]
    [InlineData(AssignmentState.Escalated, null, "escalated")]
    [InlineData(AssignmentState.Lapsed, null, "lapsed")]
    [InlineData(AssignmentState.Decided, null, "decided")]
    [InlineData(AssignmentState.Cancelled, null, AssignmentProblems.StageClosed)]
    [InlineData(AssignmentState.Open, AssignmentProblems.StageClosed, AssignmentProblems.StageClosed)]
    [InlineData(AssignmentState.Escalated, AssignmentProblems.StageClosed, "escalated")]
    [InlineData(AssignmentState.Open, AssignmentProblems.Withdrawn, AssignmentProblems.Withdrawn)]
    [InlineData(AssignmentState.Cancelled, AssignmentProblems.Withdrawn, AssignmentProblems.Withdrawn)]
    public void RequireOpen_NoLongerOpen_SaysWhyBeforeTheContentMatters(AssignmentState state, string? closed, string reason)
    {
        var problem = Assert.Throws<ProblemException>(
            () => AnswerAssignment.RequireOpen(Assignment(1, state: state), closed, "now", "then"));

        Assert.Equal((AssignmentProblems.AssignmentClosed, reason), (problem.Type, problem.Extensions["reason"]));
    }

    private static PollState State(params IReadOnlyList<Assignment> assignments) => new(new Poll(Id, Text), assignments);

    private static PollState Answered() => new(new Poll(Id, Text, Vote: true), [Assignment(1, state: AssignmentState.Decided)]);

    private static PollState Over(PollState state) => state with { Poll = state.Poll with { IsOver = true } };

    private void AssertProblem(ProblemType type, PollState state, Answering by, VoteForm answer) =>
        Assert.Equal(type, Assert.Throws<ProblemException>(() => question.Decide(state, IdOf(Assignment(1)), answer, by)).Type);
}
