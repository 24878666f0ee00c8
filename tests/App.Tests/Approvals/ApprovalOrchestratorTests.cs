using App.Tests.Fixtures;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class ApprovalOrchestratorTests
{
    private readonly PlayedContext context = new(Opened);
    private readonly List<object?> asked = [];
    private StageOutcome? outcome;

    public ApprovalOrchestratorTests()
    {
        context.Answers[nameof(OpenAssignmentsActivity)] = input =>
        {
            asked.Add(input);
            return new Opening(OpeningState.Asked, Assignments.Polls.Week.Start(Opened, WorkingCalendar.Official));
        };
        context.Answers[nameof(CloseApprovalActivity)] = _ => outcome;
    }

    [Fact]
    public async Task Run_Decided_EndsWithTheOutcome()
    {
        var run = ApprovalOrchestrator.RunAsync(context, Request(round: 1));
        outcome = StageOutcome.Returned;
        context.Raise(StageRequest.Changed);

        Assert.Equal(StageOutcome.Returned, await run);
        Assert.Equal([new AskAt(Panel(1), Opened)], asked);
    }

    [Fact]
    public async Task Run_NobodyDecides_EndsAfterTheLapse()
    {
        context.Answers[nameof(LapseAssignmentsActivity)] = _ => { outcome = StageOutcome.Rejected; return null; };
        var run = ApprovalOrchestrator.RunAsync(context, Request());
        context.Jump();
        context.Jump();
        context.Jump();

        Assert.Equal(StageOutcome.Rejected, await run);
    }

    /// <summary>Nothing was open when the question was put again, and a decision was taken back just then.</summary>
    [Fact]
    public async Task Run_DecisionTakenBackMeanwhile_WaitsForTheNextOne()
    {
        context.Answers[nameof(OpenAssignmentsActivity)] = input =>
        {
            asked.Add(input);
            return asked.Count == 1
                ? new Opening(OpeningState.Over)
                : new Opening(OpeningState.Asked, Assignments.Polls.Week.Start(Opened, WorkingCalendar.Official));
        };
        var run = ApprovalOrchestrator.RunAsync(context, Request());
        Assert.False(run.IsCompleted);
        outcome = StageOutcome.Passed;
        context.Raise(StageRequest.Changed);

        Assert.Equal(StageOutcome.Passed, await run);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task Run_NoOutcomeAfterAll_FailsAndNamesTheStage()
    {
        var run = ApprovalOrchestrator.RunAsync(context, Request());
        while (!run.IsCompleted) context.Jump();

        Assert.Contains($"review-{Id}-0-Panel", (await Assert.ThrowsAsync<InvalidOperationException>(() => run)).Message);
    }
}
