using FunctionsApp.Assignments;
using FunctionsApp.Assignments.TakingBack;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.TakingBack;

public sealed class TakeBackAnswerTests
{
    private static readonly DateTimeOffset Last = Assignment(1).Lapses - TakeBackAnswer.Margin;

    [Fact]
    public void Decide_Answered_IsOpenWithItsOldTimes()
    {
        var answered = Answered() with { AnsweredAt = Monday };

        Assert.Equal(Assignment(1) with { TakenBack = 1 }, TakeBackAnswer.Decide(answered, null, Last));
    }

    [Fact]
    public void Decide_TakenBackAlready_IsDone() => Assert.Null(TakeBackAnswer.Decide(Assignment(1) with { TakenBack = 1 }, null, Last));

    [Theory]
    [InlineData(AssignmentState.Open)]
    [InlineData(AssignmentState.Escalated)]
    [InlineData(AssignmentState.Lapsed)]
    [InlineData(AssignmentState.Cancelled)]
    [InlineData(AssignmentState.HandedOver)]
    public void Decide_NotAnswered_IsRefused(AssignmentState state) => Refused(Assignment(1, state: state), null, Last);

    [Fact]
    public void Decide_MatterIsClosed_IsRefused() => Refused(Answered(), AssignmentProblems.StageClosed, Last);

    [Fact]
    public void Decide_TooCloseToTheLapse_IsRefused() => Refused(Answered(), null, Last.AddTicks(1));

    [Fact]
    public void Decide_OftenEnough_IsRefused()
    {
        Assert.NotNull(TakeBackAnswer.Decide(Answered() with { TakenBack = TakeBackAnswer.Most - 1 }, null, Last));
        Refused(Answered() with { TakenBack = TakeBackAnswer.Most }, null, Last);
    }

    /// <summary>Most kinds build on an answer at once.</summary>
    [Fact]
    public void DecideTakeBack_KindThatDoesNotAllowIt_IsRefused()
    {
        var question = new PollQuestion(new AskingBench(Monday, Kind).Tools(Member("a")), Plan(1));
        var state = new PollState(new Poll(Id, Text, Vote: true), [Assignment(1, "a", AssignmentState.Decided)]);

        Assert.Equal(
            AssignmentProblems.CannotTakeBack,
            Assert.Throws<ProblemException>(() => question.DecideTakeBack(state, IdOf(Assignment(1)), "a", Monday)).Type);
    }

    private static Assignment Answered() => Assignment(1, state: AssignmentState.Decided);

    private static void Refused(Assignment assignment, string? closed, DateTimeOffset at) => Assert.Equal(
        AssignmentProblems.CannotTakeBack, Assert.Throws<ProblemException>(() => TakeBackAnswer.Decide(assignment, closed, at)).Type);
}
