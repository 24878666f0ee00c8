using FunctionsApp.Assignments;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.HandingOver;

public sealed class HandOverAssignmentTests
{
    private const string Reason = "On a business trip.";
    private static readonly DateTimeOffset At = Monday.AddDays(1);

    [Fact]
    public void Decide_ToSomeoneWhoMayBeAsked_KeepsTheTimesAndGivesANewNumber()
    {
        var change = Decide(Matter([Assignment(1, "a"), Assignment(2, "b")], "c"), "a", "c");

        Assert.Equal(new Handing("c", 3, Reason, At), change.Next[0].Given);
        Assert.Equal(
            (AssignmentState.HandedOver, AssignmentState.Open, "c", 3, 1, Assignment(1).Due, Assignment(1).Lapses),
            (change.Next[0].State, change.Next[1].State, change.Next[1].Assignee, change.Next[1].Number, change.Next[1].GivenBy,
                change.Next[1].Due, change.Next[1].Lapses));
        var fact = Assert.IsType<AssignmentHandedOver>(Assert.Single(change.Facts));
        Assert.Equal(
            (Assignment(1).Id, "a", "c", Assignment(3).Id, Assignment(1).Due), (fact.Assignment, fact.From, fact.To, fact.Replacement, fact.Due));
    }

    [Fact]
    public void Decide_SameAgain_ChangesNothing() =>
        Assert.Same(AskedChange.None, Decide(Matter(Given("c"), "d"), "a", "c", $" {Reason} "));

    [Theory]
    [InlineData("d", Reason)]
    [InlineData("c", "Another reason")]
    public void Decide_OtherwiseAgain_IsAlreadyHandedOver(string to, string reason) =>
        Assert.Equal(AssignmentProblems.AlreadyHandedOver, Refused(Matter(Given("c"), "d"), "a", to, reason));

    [Fact]
    public void Decide_BySomeoneElse_IsNotAssignee() =>
        Assert.Equal(AssignmentProblems.NotAssignee, Refused(Matter([Assignment(1, "a")], "c"), "b", "c"));

    [Theory]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.Escalated)]
    [InlineData(AssignmentState.Lapsed)]
    [InlineData(AssignmentState.Cancelled)]
    public void Decide_NotOpenAnyMore_IsClosed(AssignmentState state) =>
        Assert.Equal(AssignmentProblems.AssignmentClosed, Refused(Matter([Assignment(1, "a", state)], "c"), "a", "c"));

    [Fact]
    public void Decide_MatterIsClosed_IsClosed() => Assert.Equal(
        AssignmentProblems.AssignmentClosed,
        Refused(Matter([Assignment(1, "a")], "c") with { Closed = _ => AssignmentProblems.StageClosed }, "a", "c"));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("nobody")]
    public void Decide_ToSomeoneNotOnTheList_NamesTheField(string to)
    {
        var problem = Assert.Throws<ProblemException>(() => Decide(Matter([Assignment(1, "a")], "c"), "a", to));

        Assert.Equal("#/to", Assert.Single(problem.Errors).Pointer);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Decide_WithoutReason_NamesTheField(string reason)
    {
        var problem = Assert.Throws<ProblemException>(() => Decide(Matter([Assignment(1, "a")], "c"), "a", "c", reason));

        Assert.Equal("#/reason", Assert.Single(problem.Errors).Pointer);
    }

    [Fact]
    public void Decide_KindThatDoesNotAllowIt_SaysWhy()
    {
        var why = new LocalizedText("抽签", "Drawn by lot");
        var problem = Assert.Throws<ProblemException>(() => HandOverAssignment.Decide(
            Matter([Assignment(1, "a")], "c"), IdOf(Assignment(1)), new HandOverForm("c", Reason), "a", At, why));

        Assert.Equal((AssignmentProblems.HandOverRefused, why), (problem.Type, problem.Detail));
    }

    [Theory]
    [InlineData(HandOverAssignment.Most, true)]
    [InlineData(HandOverAssignment.Most + 1, false)]
    public void Decide_FromHandToHand_EndsAtTheCap(int times, bool allowed)
    {
        IReadOnlyList<Assignment> assignments = [Assignment(1, "p1")];
        for (var time = 1; time < times; time++)
        {
            assignments = assignments.With(
                Decide(Matter(assignments, $"p{time + 1}"), $"p{time}", $"p{time + 1}", number: time).Next.ToList());
        }

        var act = () => Decide(Matter(assignments, "last"), $"p{times}", "last", number: times);

        if (allowed) Assert.Equal(2, act().Next.Count);
        else Assert.Equal(AssignmentProblems.HandOverRefused, Assert.Throws<ProblemException>(act).Type);
    }

    [Fact]
    public void Decide_PostponedBefore_IsNoNewsToTheReceiver()
    {
        var postponed = Assignment(1, "a") with { Promised = new Promise(Monday, Monday) };

        var next = Decide(Matter([postponed], "c"), "a", "c").Next[1];

        Assert.Equal(new Promise(next.Due, Monday), next.Promised);
    }

    [Fact]
    public void Receivers_OneOutOfOffice_AreTheOthersByName()
    {
        var day = BeijingTime.Day(At);
        var matter = Matter([Assignment(1, "a")]) with
        {
            MayBeAsked = () => [Member("z"), Member("y") with { AwayFrom = day, AwayTo = day }, Member("x")],
        };

        Assert.Equal(["x", "z"], HandOverAssignment.Receivers(matter, day).Select(member => member.Id));
    }

    private static IReadOnlyList<Assignment> Given(string to) =>
        Assignments([Assignment(1, "a")], Decide(Matter([Assignment(1, "a")], to), "a", to));

    private static IReadOnlyList<Assignment> Assignments(IReadOnlyList<Assignment> before, AskedChange change) =>
        before.With(change.Next.ToList());

    private static AskedMatter Matter(IReadOnlyList<Assignment> assignments, params IEnumerable<string> mayBeAsked) =>
        new(Lunch, assignments, () => [.. mayBeAsked.Select(id => Member(id))], _ => null, _ => false, _ => false);

    private static AskedChange Decide(AskedMatter matter, string person, string to, string reason = Reason, int number = 1) =>
        HandOverAssignment.Decide(matter, IdOf(Assignment(number)), new HandOverForm(to, reason), person, At);

    private static ProblemType Refused(AskedMatter matter, string person, string to, string reason = Reason) =>
        Assert.Throws<ProblemException>(() => Decide(matter, person, to, reason)).Type;
}
