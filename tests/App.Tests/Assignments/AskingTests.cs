using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform.Durable;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class AskingTests
{
    private const string Changed = nameof(Changed);
    private const string Outcome = nameof(Outcome);
    private static readonly Ladder Times = Week.Start(Monday, WorkingCalendar.Official);

    private readonly PlayedContext context = new(Monday);
    private int? outcome;

    public AskingTests()
    {
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Asked, Times);
        context.Answers[Outcome] = _ => outcome;
    }

    /// <summary>What was done to people, in order.</summary>
    private IEnumerable<string> Steps => context.Calls.Where(call => call != Outcome);

    [Fact]
    public async Task Run_AnsweredBeforeTheReminder_EndsWithoutOne()
    {
        var run = RunAsync();
        outcome = 1;
        context.Raise(Changed);

        Assert.Equal(1, await run);
        Assert.Equal([nameof(OpenAssignmentsActivity)], Steps);
        Assert.Null(context.NextTimer);
    }

    [Fact]
    public async Task Run_EventWithoutOutcome_KeepsWaiting()
    {
        var run = RunAsync();
        context.Raise(Changed);
        context.Raise(Changed);

        Assert.False(run.IsCompleted);
        Assert.Equal(Times.Remind, context.NextTimer);
        outcome = 1;
        context.Raise(Changed);
        Assert.Equal(1, await run);
    }

    [Fact]
    public async Task Run_NobodyAnswers_RemindsEscalatesLapsesAndEnds()
    {
        context.Answers[nameof(LapseAssignmentsActivity)] = _ => { outcome = 2; return null; };
        var run = RunAsync();
        Assert.Equal(Times.Remind, context.NextTimer);
        context.Jump();
        Assert.Equal(Times.Due, context.NextTimer);
        context.Jump();
        Assert.Equal(Times.Lapse, context.NextTimer);
        context.Jump();

        Assert.Equal(2, await run);
        Assert.Equal(
            [nameof(OpenAssignmentsActivity), nameof(RemindAssigneesActivity), nameof(EscalateAssignmentsActivity), nameof(LapseAssignmentsActivity)],
            
            Steps);
    }

    [Fact]
    public async Task Run_LadderOfTwoReminders_TakesEachAtItsTime()
    {
        var twice = Times with { RemindAgain = Times.Due.AddDays(-1) };
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Asked, twice);
        var numbers = new List<int>();
        context.Answers[nameof(RemindAssigneesActivity)] = input =>
        {
            numbers.Add(((Reminder)input!).Number);
            return null;
        };
        var run = RunAsync();
        context.Jump();
        Assert.Equal(twice.RemindAgain, context.NextTimer);
        context.Jump();
        Assert.Equal(twice.Due, context.NextTimer);
        outcome = 1;
        context.Raise(Changed);

        Assert.Equal(1, await run);
        Assert.Equal([0, 1], numbers);
    }

    /// <summary>Each step answers once that it comes later now, and the time after it moves with it.</summary>
    [Theory]
    [InlineData(nameof(RemindAssigneesActivity))]
    [InlineData(nameof(EscalateAssignmentsActivity))]
    [InlineData(nameof(LapseAssignmentsActivity))]
    public async Task Run_StepThatComesLaterNow_IsWaitedForAgain(string step)
    {
        var later = new Ladder(Times.Remind!.Value.AddDays(3), Times.Due.AddDays(3), Times.Lapse.AddDays(3));
        var asked = 0;
        context.Answers[step] = _ => asked++ == 0 ? later : null;
        var run = RunAsync();
        var timers = new List<DateTimeOffset>();
        while (context.NextTimer is { } timer)
        {
            timers.Add(timer);
            context.Jump();
        }

        Assert.Null(await run);
        Assert.Equal(2, asked);
        Assert.Equal(
            step switch
            {
                nameof(RemindAssigneesActivity) => [Times.Remind.Value, later.Remind!.Value, later.Due, later.Lapse],
                nameof(EscalateAssignmentsActivity) => [Times.Remind.Value, Times.Due, later.Due, later.Lapse],
                _ => (DateTimeOffset[])[Times.Remind.Value, Times.Due, Times.Lapse, later.Lapse],
            },
            timers);
    }

    [Fact]
    public async Task Run_AnsweredWhileAPostponedStepIsWaitedFor_Ends()
    {
        context.Answers[nameof(EscalateAssignmentsActivity)] = _ => Times with { Due = Times.Due.AddDays(3) };
        var run = RunAsync();
        context.Jump();
        context.Jump();
        outcome = 1;
        context.Raise(Changed);

        Assert.Equal(1, await run);
        Assert.Null(context.NextTimer);
    }

    [Fact]
    public async Task Run_NoOutcomeAfterTheLapse_IsNone()
    {
        var run = RunAsync();
        context.Jump();
        context.Jump();
        context.Jump();

        Assert.Null(await run);
    }

    [Fact]
    public async Task Run_LadderWithoutReminder_WaitsForTheDueTime()
    {
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Asked, Times with { Remind = null });
        var run = RunAsync();
        Assert.Equal(Times.Due, context.NextTimer);
        context.Jump();
        outcome = 1;
        context.Jump();

        Assert.Equal(1, await run);
        Assert.DoesNotContain(nameof(RemindAssigneesActivity), Steps);
    }

    [Fact]
    public async Task Run_AnswerWhoseEventWasLost_IsSeenAtTheNextTime()
    {
        var run = RunAsync();
        outcome = 1;
        context.Jump();

        Assert.Equal(1, await run);
        Assert.Equal([nameof(OpenAssignmentsActivity)], Steps);
    }

    [Fact]
    public async Task Run_EventAfterTheTimerOfAnEarlierWait_IsNotLost()
    {
        var run = RunAsync();
        context.Jump();
        context.Jump();
        outcome = 1;
        context.Raise(Changed);

        Assert.Equal(1, await run);
    }

    [Fact]
    public async Task Run_EventWhilePeopleAreAsked_IsNotLost()
    {
        var opening = new TaskCompletionSource<object?>();
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => opening.Task;
        var run = RunAsync();
        context.Raise(Changed);
        outcome = 1;
        opening.SetResult(new Opening(OpeningState.Asked, Times));

        Assert.Equal(1, await run);
    }

    [Fact]
    public async Task Run_NothingToAsk_EndsAtOnceWithTheFeaturesOutcome()
    {
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Over);
        outcome = 3;

        Assert.Equal(3, await RunAsync());
        Assert.Equal([nameof(OpenAssignmentsActivity)], Steps);
    }

    [Fact]
    public async Task Run_Blocked_TriesAgainEachDay()
    {
        var tries = 0;
        context.Answers[nameof(OpenAssignmentsActivity)] = _ =>
            ++tries < 3 ? new Opening(OpeningState.Blocked) : new Opening(OpeningState.Over);
        var run = RunAsync();
        context.Jump();
        Assert.False(run.IsCompleted);
        context.Jump();

        Assert.Null(await run);
        Assert.Equal(Monday.AddDays(2).UtcDateTime, context.CurrentUtcDateTime);
        Assert.Equal(3, Steps.Count());
    }

    [Fact]
    public async Task Run_OpenedAfterDaysBlocked_CountsFromTheOpening()
    {
        var opened = Week.Start(Monday.AddDays(1), WorkingCalendar.Official);
        context.Answers[nameof(OpenAssignmentsActivity)] = input =>
            ((AskAt)input!).At == Monday ? new Opening(OpeningState.Blocked) : new Opening(
                OpeningState.Asked, Week.Start(((AskAt)input).At, WorkingCalendar.Official));
        var run = RunAsync();
        context.Jump();

        Assert.Equal(opened.Remind, context.NextTimer);
        outcome = 1;
        context.Raise(Changed);
        Assert.Equal(1, await run);
    }

    [Fact]
    public async Task Run_OverWhileBlocked_EndsBeforeTheNextTry()
    {
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Blocked);
        var run = RunAsync();
        outcome = 1;
        context.Raise(Changed);

        Assert.Equal(1, await run);
        Assert.Single(Steps);
    }

    [Fact]
    public async Task Run_BlockedUntilItIsGivenUp_EndsAtThatMoment()
    {
        var giveUp = Monday.AddHours(30);
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Blocked, GiveUp: giveUp);
        var run = RunAsync();
        Assert.Equal(Monday.AddDays(1), context.NextTimer);
        context.Jump();
        Assert.Equal(giveUp, context.NextTimer);
        context.Jump();

        Assert.Null(await run);
        Assert.Null(context.NextTimer);
        Assert.DoesNotContain(nameof(LapseAssignmentsActivity), Steps);
    }

    [Fact]
    public async Task Run_PersonComesAtTheMomentOfGivingUp_IsAsked()
    {
        var giveUp = Monday.AddHours(2);
        context.Answers[nameof(OpenAssignmentsActivity)] = input => ((AskAt)input!).At < giveUp
            ? new Opening(OpeningState.Blocked, GiveUp: giveUp)
            : new Opening(OpeningState.Asked, Times);
        var run = RunAsync();
        context.Jump();

        Assert.False(run.IsCompleted);
        Assert.Equal(Times.Remind, context.NextTimer);
    }

    private Task<int?> RunAsync() =>
        Asking.RunAsync(context, Lunch, new RecurringEvent(context, Changed), () => context.CallActivityAsync<int?>(Outcome));
}
