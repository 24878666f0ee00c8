using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class DecideApprovalTests
{
    private static readonly DecisionForm Approve = new("token", DecisionKind.Approve, "ok", []);
    private static readonly Answering Expert = new("expert-1", ContentDigest.Of(Applied), Opened.AddDays(2));

    [Fact]
    public void Decide_Approval_IsRecordedWithItsFact()
    {
        var change = Decide(Approve);

        var decision = Assert.Single(change.Next.Decisions);
        Assert.Equal(
            (Assignment(1).Id, "Panel", 0, "expert-1", DecisionKind.Approve, "ok", Expert.Digest, Expert.At),
            (
                decision.Assignment, decision.Stage, decision.Round, decision.Person, decision.Kind, decision.Comment, decision.Digest,
                decision.At));
        Assert.Equal((nameof(DecisionRecorded), "expert-1"), Assert.Single(change.Facts) is var fact ? (fact.Type, fact.Actor) : default);
    }

    [Fact]
    public void Decide_Fact_NamesTheDocumentsWithoutTheReasons()
    {
        var fact = (DecisionRecorded)Decide(Return(new ReturnItem("plan", "page 3"))).Facts[0].Fact;

        Assert.Equal(
            (Assignment(1).Id, "Panel", 0, DecisionKind.Return, Expert.Digest),
            (fact.Assignment, fact.Stage, fact.Round, fact.Decision, fact.Digest));
        Assert.Equal(["plan"], fact.Documents);
    }

    [Theory]
    [InlineData(DecisionKind.Return)]
    [InlineData(DecisionKind.Return, "plan", " ")]
    [InlineData(DecisionKind.Return, "nothing", "x")]
    [InlineData(DecisionKind.Return, "plan", "x", "plan", "y")]
    [InlineData(DecisionKind.Return, "plan", "\u0001")]
    [InlineData(DecisionKind.Approve, "plan", "x")]
    public void Decide_ItemsDoNotFit_IsReturnItems(DecisionKind kind, params string[] items) => AssertProblem(
        ReviewProblems.ReturnItems,
        Approve with { Decision = kind, Items = [.. items.Chunk(2).Select(item => new ReturnItem(item[0], item[1]))] });

    [Theory]
    [InlineData(DecideApproval.MaxReason, true)]
    [InlineData(DecideApproval.MaxReason + 1, false)]
    public void Decide_ReturnReasonLength_IsBounded(int length, bool valid)
    {
        var form = Return(new ReturnItem("plan", new string('x', length)));

        if (valid) Assert.Equal(["plan"], Decide(form).Next.Decisions[0].Items.Select(item => item.Document));
        else AssertProblem(ReviewProblems.ReturnItems, form);
    }

    [Theory]
    [InlineData(DecideApproval.MaxComment, true)]
    [InlineData(DecideApproval.MaxComment + 1, false)]
    public void Decide_CommentLength_IsBounded(int length, bool valid)
    {
        var form = Approve with { Comment = new string('x', length) };

        if (valid) Assert.Equal(length, Decide(form).Next.Decisions[0].Comment!.Length);
        else AssertProblem(PlatformProblems.InvalidField, form);
    }

    [Theory]
    [InlineData(null)]
    [InlineData((DecisionKind)9)]
    public void Decide_NoSuchDecision_IsInvalidField(DecisionKind? kind) =>
        AssertProblem(PlatformProblems.InvalidField, Approve with { Decision = kind });

    [Fact]
    public void Decide_NullAmongTheItems_IsReturnItems() => AssertProblem(ReviewProblems.ReturnItems, Return([null!]));

    [Theory]
    [InlineData(" ", null)]
    [InlineData(" fine\n", "fine")]
    public void Decide_BlanksAroundTheComment_AreDropped(string comment, string? kept) =>
        Assert.Equal(kept, Decide(Approve with { Comment = comment }).Next.Decisions[0].Comment);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Decide_RejectionWithoutAReason_IsRefused(string? comment) =>
        AssertProblem(ReviewProblems.RejectionReason, Approve with { Decision = DecisionKind.Reject, Comment = comment });

    [Fact]
    public void Decide_SentBack_KeepsTheStageAndNamesItInTheFactWithoutTheReason()
    {
        var change = Decide(SendBack("District"));

        Assert.Equal(("District", "Look again"), (change.Next.Decisions[0].BackTo, change.Next.Decisions[0].Comment));
        var fact = (DecisionRecorded)change.Facts[0].Fact;
        Assert.Equal((DecisionKind.SendBack, "District"), (fact.Decision, fact.BackTo));
    }

    [Theory]
    [InlineData(DecisionKind.SendBack, null)]
    [InlineData(DecisionKind.SendBack, "")]
    [InlineData(DecisionKind.SendBack, "Panel")]
    [InlineData(DecisionKind.SendBack, "LeadingGroup")]
    [InlineData(DecisionKind.Approve, "District")]
    [InlineData(DecisionKind.Return, "District")]
    public void Decide_StageThatDoesNotFit_IsSendBackStage(DecisionKind kind, string? stage)
    {
        var problem = Assert.Throws<ProblemException>(() => Decide(SendBack(stage) with { Decision = kind }));

        Assert.Equal(ReviewProblems.SendBackStage, problem.Type);
        Assert.Equal("#/backTo", Assert.Single(problem.Errors).Pointer);
        Assert.Equal(["District", "Department"], (IEnumerable<string>)problem.Extensions["stages"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public void Decide_SentBackWithoutAReason_IsRefused(string? comment) =>
        AssertProblem(ReviewProblems.SendBackReason, SendBack("District") with { Comment = comment });

    [Fact]
    public void IsSame_OtherStage_IsAnother()
    {
        var earlier = Decision(1, DecisionKind.SendBack) with { BackTo = "District", Comment = "Look again" };

        Assert.True(DecideApproval.IsSame(earlier, SendBack("District"), []));
        Assert.False(DecideApproval.IsSame(earlier, SendBack("Department"), []));
        Assert.True(DecideApproval.IsSame(
            Decision(1, DecisionKind.Approve) with { Comment = "ok" }, Approve with { BackTo = "" }, []));
    }

    [Fact]
    public void IsSame_OtherWriting_IsTheSame()
    {
        var earlier = Decision(1, DecisionKind.Return, new("plan", "a"), new("budget", "b"));

        Assert.True(DecideApproval.IsSame(earlier, Return(new("budget", " b"), new("plan", "a")) with { Comment = " " }, []));
    }

    [Theory]
    [InlineData(DecisionKind.Approve, null, "ok")]
    [InlineData(DecisionKind.Reject, null, null)]
    [InlineData(DecisionKind.Approve, "plan", null)]
    public void IsSame_OtherDecisionCommentOrItem_IsAnother(DecisionKind kind, string? document, string? comment) => Assert.False(
        DecideApproval.IsSame(
            Decision(1, DecisionKind.Approve),
            new DecisionForm("t", kind, comment, document is null ? [] : [new ReturnItem(document, "x")]), []));

    private static DecisionForm Return(params IReadOnlyList<ReturnItem> items) =>
        Approve with { Decision = DecisionKind.Return, Items = items };

    private static DecisionForm SendBack(string? stage) =>
        Approve with { Decision = DecisionKind.SendBack, Comment = "Look again", BackTo = stage };

    private static FunctionsApp.Platform.Storage.Change<ReviewState> Decide(DecisionForm form) =>
        DecideApproval.Decide(State([Assignment(1)]), Assignment(1), form, Expert, ["District", "Department"], []);

    private static void AssertProblem(ProblemType type, DecisionForm form) =>
        Assert.Equal(type, Assert.Throws<ProblemException>(() => Decide(form)).Type);
}
