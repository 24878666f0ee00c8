using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class QuestionsTests
{
    private readonly AskingTools tools = new AskingBench(Monday, Kind).Tools();

    [Fact]
    public void Of_UnknownKind_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new Questions([Poll()]).Of(Lunch with { Kind = "declaration" }));

    [Fact]
    public void Find_OwnId_GivesTheQuestionAndTheParts()
    {
        var poll = Poll();

        Assert.Equal((poll, new AssignmentId(Lunch, 3)), new Questions([Poll("declaration"), poll]).Find(AssignmentId.Of(Lunch, 3)));
    }

    [Fact]
    public void Find_UnknownKind_IsNotFound() =>
        Assert.Equal(
            PlatformProblems.NotFound,
            Assert.Throws<ProblemException>(() => new Questions([Poll("declaration")]).Find(AssignmentId.Of(Lunch, 3))).Type);

    [Theory]
    [InlineData("milestone-acceptance")]
    [InlineData("a.b")]
    [InlineData("")]
    public void New_KindThatNoIdCanHold_Throws(string kind) => Assert.Throws<ArgumentException>(() => new Questions([Poll(kind)]));

    [Fact]
    public void New_OneKindTwice_Throws() => Assert.Throws<ArgumentException>(() => new Questions([Poll(), Poll()]));

    private PollQuestion Poll(string kind = PollQuestion.Name) => new(tools, Plan(), kind);
}
