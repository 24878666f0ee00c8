using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class StageOrchestratorTests
{
    private static readonly StageResult Passed = StageResult.Of(StageOutcome.Passed);
    private readonly PlayedContext context = new(Opened);
    private readonly List<string> notices = [];
    private StageResult? outcome;

    public StageOrchestratorTests()
    {
        context.Answers[nameof(OpenStageActivity)] = _ => new StageOpening(false, null, Run());
        context.Answers[nameof(CloseStageActivity)] = _ => outcome;
        context.Answers[nameof(NotifyAssigneesActivity)] = input => { notices.Add(((AssigneeNotice)input!).Template); return null; };
    }

    [Fact]
    public async Task Stage_DecidedBeforeTheReminder_ClosesWithoutOne()
    {
        var run = StageOrchestrator.RunAsync(context, Request());
        outcome = Passed;
        context.Raise(StageOrchestrator.Changed);

        Assert.Equal(StageOutcome.Passed, (await run).Outcome);
        Assert.Equal(["assignment-opened"], notices);
        Assert.Null(context.NextTimer);
    }

    [Fact]
    public async Task Stage_EventWithoutOutcome_GoesOnWaiting()
    {
        var run = StageOrchestrator.RunAsync(context, Request());
        context.Raise(StageOrchestrator.Changed);
        context.Raise(StageOrchestrator.Changed);

        Assert.False(run.IsCompleted);
        Assert.Equal(Run().Reminder, context.NextTimer);
        outcome = Passed;
        context.Raise(StageOrchestrator.Changed);
        Assert.Equal(StageOutcome.Passed, (await run).Outcome);
    }

    [Fact]
    public async Task Stage_NobodyDecides_RemindsEscalatesLapsesAndCloses()
    {
        context.Answers[nameof(LapseActivity)] = _ => { outcome = StageResult.Of(StageOutcome.Rejected); return null; };
        var run = StageOrchestrator.RunAsync(context, Request());
        context.Jump();
        Assert.Equal(Run().Due, context.NextTimer);
        context.Jump();
        Assert.Equal(Run().DelegateDue, context.NextTimer);
        context.Jump();

        Assert.Equal(StageOutcome.Rejected, (await run).Outcome);
        Assert.Equal(["assignment-opened", "assignment-reminder", "assignment-escalated"], notices);
        Assert.Equal([nameof(EscalateActivity), nameof(LapseActivity)], context.Calls.Where(call => call is nameof(EscalateActivity) or nameof(LapseActivity)));
    }

    [Fact]
    public async Task Stage_DecisionWhoseEventWasLost_IsSeenAtTheNextTime()
    {
        var run = StageOrchestrator.RunAsync(context, Request());
        outcome = Passed;
        context.Jump();

        Assert.Equal(StageOutcome.Passed, (await run).Outcome);
        Assert.Equal(["assignment-opened"], notices);
    }

    [Fact]
    public async Task Stage_EventAfterTheTimerOfAnEarlierWait_IsNotLost()
    {
        var run = StageOrchestrator.RunAsync(context, Request());
        context.Jump();
        context.Jump();
        outcome = Passed;
        context.Raise(StageOrchestrator.Changed);

        Assert.Equal(StageOutcome.Passed, (await run).Outcome);
    }

    [Fact]
    public async Task Stage_Blocked_TriesAgainEachDay()
    {
        var tries = 0;
        context.Answers[nameof(OpenStageActivity)] = _ => ++tries < 3 ? new StageOpening(true, null, null) : new StageOpening(false, Passed, null);
        var run = StageOrchestrator.RunAsync(context, Request());
        context.Jump();
        context.Jump();

        Assert.Equal(StageOutcome.Passed, (await run).Outcome);
        Assert.Equal(Opened.AddDays(2).UtcDateTime, context.CurrentUtcDateTime);
    }
}
