using App.Tests.City;
using CsCheck;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

/// <summary>A notice arrives, or is amended, while assignments are open.</summary>
public sealed class PostponeAssignmentsTests
{
    /// <summary>Wednesday 29 September 2027, 09:00: without the notice the fifth working day is 7 October.</summary>
    private static readonly DateTimeOffset Opened = new(2027, 9, 29, 1, 0, 0, TimeSpan.Zero);

    private static readonly Ladder Provisional = Week.Start(Opened, WorkingCalendar.Official);
    private static readonly Ladder Official = Week.Start(Opened, WorkingCalendarTests.With2027);

    private readonly AskingBench bench = new(Opened, Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Ladder_WithoutTheNotice_IsEarlier()
    {
        Assert.Equal((Close(10, 7), Close(10, 12)), (Provisional.Due, Provisional.Lapse));
        Assert.Equal((Close(10, 12), Close(10, 15)), (Official.Due, Official.Lapse));
    }

    [Fact]
    public void Decide_NoticeArrived_GivesItsTimesAndKeepsWhatWasPromised()
    {
        var later = Assert.Single(Decide([Asked()]));

        Assert.Equal((Official.Due, Official.Lapse), (later.Due, later.Lapses));
        Assert.Equal(new Promise(Provisional.Due, Provisional.Lapse), later.Promised);
        Assert.Empty(Decide([later]));
    }

    [Fact]
    public void Decide_SameNotices_ChangesNothing() =>
        Assert.Empty(PostponeAssignments.Decide([Asked()], Lunch, Week, WorkingCalendar.Official));

    [Theory]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.Escalated)]
    [InlineData(AssignmentState.Lapsed)]
    [InlineData(AssignmentState.Cancelled)]
    public void Decide_Closed_StaysAsItIs(AssignmentState state) => Assert.Empty(Decide([Asked() with { State = state }]));

    [Fact]
    public void Decide_TimesByTheClock_StayAsTheyAre() => Assert.Empty(PostponeAssignments.Decide(
        [Asked()], Lunch, new LadderPolicy.Hours(TimeSpan.FromHours(1), TimeSpan.FromDays(30), TimeSpan.FromDays(60)), WorkingCalendarTests.With2027));

    [Fact]
    public void Decide_OpenedByAVersionWithoutEditions_IsCountedAgain() => Assert.Single(Decide([Asked() with { Calendar = null }]));

    [Fact]
    public void Decide_DelegatesAssignment_IsDueWhenItLapses()
    {
        var overdue = Asked() with { State = AssignmentState.Escalated };
        var delegated = overdue with { Number = 2, State = AssignmentState.Open, OpenedAt = Provisional.Due, Due = Provisional.Lapse, Replaces = 1 };

        var later = Assert.Single(Decide([overdue, delegated]));
        Assert.Equal((2, Official.Lapse, Official.Lapse), (later.Number, later.Due, later.Lapses));
    }

    /// <summary>Whatever the two calendars say, in either direction.</summary>
    [Fact]
    public void Decide_AnyNotice_NeverTakesTimeAway() =>
        Gen.Select(Gen.Int[0, 364], Gen.Int[1, 20], Gen.Int[1, 10], Gen.Bool).Sample((day, days, delegated, arrived) =>
    {
        var (before, after) = arrived ? (WorkingCalendar.Official, WorkingCalendarTests.With2027) : (
            WorkingCalendarTests.With2027, WorkingCalendar.Official);
        var policy = new LadderPolicy.WorkingDays(days, 0, delegated);
        var at = new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.Zero).AddDays(day);
        var (told, now) = (policy.Start(at, before), policy.Start(at, after));
        var asked = Assignment(1) with { OpenedAt = at, Due = told.Due, Lapses = told.Lapse, Calendar = policy.Edition(at, before) };

        var later = PostponeAssignments.Decide([asked], Lunch, policy, after);

        if (now.Due <= told.Due && now.Lapse <= told.Lapse) Assert.Empty(later);
        else Assert.Equal((Max(told.Due, now.Due), Max(told.Lapse, now.Lapse)), (Assert.Single(later).Due, later[0].Lapses));
    });

    [Fact]
    public async Task Postpone_NoticeArrived_TellsThePersonOnceAndMovesTheInboxLine()
    {
        var question = await AskedAsync();
        await question.PostponeAsync(Lunch, Cancellation);
        await question.PostponeAsync(Lunch, Cancellation);

        var assignment = (await bench.Store.PollAsync()).Assignments[0];
        Assert.Equal(Official.Due, assignment.Due);
        Assert.Equal([$"assignment-postponed.{assignment.Id}.2027-10-12"], bench.Letters.Skip(1).Select(letter => letter.Id).Distinct());
        Assert.Equal("2027-10-12 18:00", bench.Letters[^1].Values["due"]);
        Assert.Equal(assignment.Lapses.AddDays(7), bench.Letters[^1].Callback!.Expires);
        Assert.Equal([assignment.Id], await bench.InboxAsync(assignment.Assignee));
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentPostponed));
    }

    [Fact]
    public async Task Postpone_NoticeThatChangesNothing_WritesToNobody()
    {
        bench.Time.SetUtcNow(Opened.AddDays(60));
        var question = await AskedAsync(Opened.AddDays(60));
        await question.PostponeAsync(Lunch, Cancellation);

        Assert.Single(bench.Letters);
        Assert.DoesNotContain(nameof(AssignmentPostponed), await bench.FactsAsync(Kind, Id));
    }

    [Fact]
    public async Task Steps_NoticeArrivedSinceTheOpening_AnswerTheLadderToWaitFor()
    {
        var question = await AskedAsync();
        bench.Time.SetUtcNow(Provisional.Remind!.Value);
        Assert.Equal(Official, await question.RemindAsync(Lunch, 0, Cancellation));
        Assert.Equal(Official, await question.EscalateAsync(Lunch, Provisional.Due, Cancellation));
        Assert.Equal(["assignment-opened", "assignment-postponed"], bench.Letters.Select(letter => letter.Template).Distinct());

        bench.Time.SetUtcNow(Official.Remind!.Value);
        Assert.Null(await question.RemindAsync(Lunch, 0, Cancellation));
        Assert.Null(await question.EscalateAsync(Lunch, Official.Due, Cancellation));
        bench.Time.SetUtcNow(Provisional.Lapse);
        Assert.Equal(Official.Lapse, (await question.LapseAsync(Lunch, Cancellation))!.Lapse);
        bench.Time.SetUtcNow(Official.Lapse);
        Assert.Null(await question.LapseAsync(Lunch, Cancellation));
        Assert.Equal([AssignmentState.Escalated, AssignmentState.Lapsed], (await bench.Store.PollAsync()).Assignments.Select(
            assignment => assignment.State));
    }

    /// <summary>A clock that is a little behind the orchestration's makes no step wait again.</summary>
    [Fact]
    public async Task Steps_ClockALittleBehind_AreTaken()
    {
        var question = await AskedAsync();
        await question.PostponeAsync(Lunch, Cancellation);

        Assert.NotNull(
            await question.EscalateAsync(Lunch, Official.Due - PostponeAssignments.Shortest - TimeSpan.FromSeconds(1), Cancellation));
        Assert.Null(await question.EscalateAsync(Lunch, Official.Due - PostponeAssignments.Shortest, Cancellation));
    }

    [Fact]
    public async Task Escalate_Postponed_PromisesTheDelegateTheNewTimeAndIsNoMoreTime()
    {
        var question = await AskedAsync();
        await question.PostponeAsync(Lunch, Cancellation);
        await question.EscalateAsync(Lunch, Official.Due, Cancellation);
        await question.PostponeAsync(Lunch, Cancellation);

        var delegated = (await bench.Store.PollAsync()).Assignments[1];
        Assert.Equal((Official.Lapse, Official.Lapse), (delegated.Due, delegated.Promised!.Due));
        Assert.Equal(
            ["assignment-opened", "assignment-postponed", "assignment-escalated"],
            bench.Letters.Select(letter => letter.Template).Distinct());
    }

    private async Task<Question> AskedAsync(DateTimeOffset? at = null)
    {
        await bench.Store.HoldAsync();
        Question before = new PollQuestion(bench.Tools(Member("a"), Member("b")), Plan(1));
        await before.OpenAsync(Lunch, at ?? Opened, Cancellation);
        bench.Calendar = WorkingCalendarTests.With2027;
        return new PollQuestion(bench.Tools(Member("a"), Member("b")), Plan(1));
    }

    private static Assignment Asked() => Assignment(1) with
    {
        OpenedAt = Opened, Due = Provisional.Due, Lapses = Provisional.Lapse, Calendar = Week.Edition(Opened, WorkingCalendar.Official),
    };

    private static IReadOnlyList<Assignment> Decide(IReadOnlyList<Assignment> assignments) =>
        PostponeAssignments.Decide(assignments, Lunch, Week, WorkingCalendarTests.With2027);

    private static DateTimeOffset Close(int month, int day) => BeijingTime.Deadline(new DateOnly(2027, month, day));

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
