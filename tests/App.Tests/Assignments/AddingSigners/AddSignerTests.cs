using FunctionsApp.Assignments;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.AddingSigners;

public sealed class AddSignerTests
{
    private const string Reason = "Knows the budget.";
    private static readonly DateTimeOffset At = Monday.AddDays(1);

    /// <summary>Half of the time from <see cref="At"/> to the due time.</summary>
    private static readonly DateTimeOffset Until = At + (Assignment(1).Due - At) / 2;

    [Theory]
    [InlineData(SignerPlace.Before)]
    [InlineData(SignerPlace.After)]
    public void Decide_SomeoneWhoMayBeAsked_HasThePromisedTimesAndANumber(SignerPlace place)
    {
        var change = Decide(Matter([Assignment(1, "a"), Assignment(2, "b")], "c"), "a", "c", place);

        var added = Assert.Single(change.Next);
        Assert.Equal(new Adding(1, place, Reason, Until), added.Added);
        Assert.Equal(
            (3, "c", AssignmentState.Open, Assignment(1).Due, Assignment(1).Lapses),
            (added.Number, added.Assignee, added.State, added.Due, added.Lapses));
        Assert.Equal(
            new SignerAdded(Assignment(1).Id, "Lunch", 0, "a", "c", added.Id, place, added.Due), Assert.Single(change.Facts));
    }

    [Fact]
    public void Decide_SameAgain_ChangesNothing() =>
        Assert.Same(AskedChange.None, Decide(Matter(Added(SignerPlace.Before), "d"), "a", "c", reason: $" {Reason} "));

    [Fact]
    public void Decide_SameAgainAfterTheSignerPassedItOn_ChangesNothing()
    {
        var asked = Added(SignerPlace.Before);
        var passed = asked.With([asked[1] with { State = AssignmentState.Escalated }, asked[1].PassedTo("d", 3, At) with { Replaces = 2 }]);

        Assert.Same(AskedChange.None, Decide(Matter(passed), "a", "c"));
    }

    [Fact]
    public void Decide_BySomeoneElse_IsNotAssignee() =>
        Assert.Equal(AssignmentProblems.NotAssignee, Refused(Matter([Assignment(1, "a")], "c"), "b", "c"));

    [Theory]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.Escalated)]
    [InlineData(AssignmentState.Cancelled)]
    [InlineData(AssignmentState.TakenOff)]
    public void Decide_NotOpenAnyMore_IsClosed(AssignmentState state) =>
        Assert.Equal(AssignmentProblems.AssignmentClosed, Refused(Matter([Assignment(1, "a", state)], "c"), "a", "c"));

    [Fact]
    public void Decide_KindThatDoesNotAllowIt_SaysWhy()
    {
        var why = new LocalizedText("不能", "Not here");
        var problem = Assert.Throws<ProblemException>(() => AddSigner.Decide(
            Matter([Assignment(1, "a")], "c"), IdOf(Assignment(1)), new AddSignerForm("c", SignerPlace.After, Reason), "a", At, why));

        Assert.Equal((AssignmentProblems.AddSignerRefused, why), (problem.Type, problem.Detail));
    }

    [Fact]
    public void Decide_ByAnAddedSigner_IsRefused() =>
        Assert.Equal(AssignmentProblems.AddSignerRefused, Refused(Matter(Added(SignerPlace.After), "d"), "c", "d", number: 2));

    [Theory]
    [InlineData(AddSigner.Most - 1, true)]
    [InlineData(AddSigner.Most, false)]
    public void Decide_SeveralSigners_EndsAtTheCap(int before, bool allowed)
    {
        IReadOnlyList<Assignment> asked = [Assignment(1, "a")];
        for (var signer = 1; signer <= before; signer++)
        {
            asked = asked.With(Decide(Matter(asked, $"s{signer}"), "a", $"s{signer}").Next.ToList());
        }

        var act = () => Decide(Matter(asked, "last"), "a", "last");

        if (allowed) Assert.Single(act().Next);
        else Assert.Equal(AssignmentProblems.AddSignerRefused, Assert.Throws<ProblemException>(act).Type);
    }

    [Theory]
    [InlineData("", SignerPlace.Before, Reason, "#/to")]
    [InlineData("a", SignerPlace.Before, Reason, "#/to")]
    [InlineData("c", null, Reason, "#/place")]
    [InlineData("c", (SignerPlace)7, Reason, "#/place")]
    [InlineData("c", SignerPlace.After, " ", "#/reason")]
    public void Decide_SomethingMissing_NamesTheField(string to, SignerPlace? place, string reason, string pointer)
    {
        var problem = Assert.Throws<ProblemException>(() => AddSigner.Decide(
            Matter([Assignment(1, "a")], "c"), IdOf(Assignment(1)), new AddSignerForm(to, place, reason), "a", At));

        Assert.Equal(pointer, Assert.Single(problem.Errors).Pointer);
    }

    [Theory]
    [InlineData(SignerPlace.Before, -1, true)]
    [InlineData(SignerPlace.Before, 0, false)]
    [InlineData(SignerPlace.After, -1, false)]
    public void RequireNoneAwaited_OpenSigner_WaitsForAnOpinionUntilHalfOfTheTime(SignerPlace place, int seconds, bool waits)
    {
        var act = () => AddSigner.RequireNoneAwaited(Added(place), Assignment(1, "a"), Until.AddSeconds(seconds));

        if (waits) Assert.Equal(AssignmentProblems.AwaitsSigner, Assert.Throws<ProblemException>(act).Type);
        else act();
    }

    [Theory]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.TakenOff)]
    [InlineData(AssignmentState.Cancelled)]
    public void RequireNoneAwaited_SignerIsDone_DoesNotWait(AssignmentState state)
    {
        var asked = Added(SignerPlace.Before);

        AddSigner.RequireNoneAwaited(asked.With([asked[1] with { State = state }]), asked[0], At);
    }

    [Fact]
    public void Awaited_HandedOverByTheAdder_WaitsForTheReceiver()
    {
        var asked = Added(SignerPlace.Before);
        var given = asked.With(HandOverAssignment.Decide(
            Matter(asked, "d"), IdOf(asked[0]), new HandOverForm("d", "On leave."), "a", At).Next.ToList());

        Assert.Equal(Until, AddSigner.Awaited(given, given.Single(each => each.Assignee == "d"), At));
    }

    [Fact]
    public void Of_SignerPassedItOn_IsTheNextOne()
    {
        var asked = Added(SignerPlace.Before);
        var passed = asked.With([asked[1] with { State = AssignmentState.Escalated }, asked[1].PassedTo("d", 3, At) with { Replaces = 2 }]);

        Assert.Equal(["d"], AddSigner.Of(passed, asked[0]).Select(each => each.Assignee));
    }

    [Fact]
    public void Received_Signer_ReadsFromWhomAndWhy()
    {
        var asked = Added(SignerPlace.After);

        Assert.Equal(("a", new Adding(1, SignerPlace.After, Reason, Until)), AddSigner.Received(asked, asked[1]));
        Assert.Null(AddSigner.Received(asked, asked[0]));
    }

    private static IReadOnlyList<Assignment> Added(SignerPlace place) => [.. new[] { Assignment(1, "a") }
        .With(Decide(Matter([Assignment(1, "a")], "c"), "a", "c", place).Next.ToList())];

    private static AskedMatter Matter(IReadOnlyList<Assignment> assignments, params IEnumerable<string> mayBeAsked) =>
        new(Lunch, assignments, () => [.. mayBeAsked.Select(id => Member(id))], _ => null, _ => false, _ => false);

    private static AskedChange Decide(
        AskedMatter matter, string person, string to, SignerPlace place = SignerPlace.Before, string reason = Reason, int number = 1) =>
        AddSigner.Decide(matter, IdOf(Assignment(number)), new AddSignerForm(to, place, reason), person, At);

    private static ProblemType Refused(AskedMatter matter, string person, string to, int number = 1) =>
        Assert.Throws<ProblemException>(() => Decide(matter, person, to, number: number)).Type;
}
