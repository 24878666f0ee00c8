using App.Tests.Fixtures;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Completeness;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Completeness;

public sealed class CompletenessOrchestratorTests
{
    private readonly PlayedContext context = new(Opened);
    private readonly List<object?> checks = [];
    private StageOutcome? machine;

    public CompletenessOrchestratorTests()
    {
        context.Answers[nameof(CheckCompletenessActivity)] = input => { checks.Add(input); return machine; };
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Over);
        context.Answers[nameof(CloseApprovalActivity)] = _ => StageOutcome.Passed;
    }

    [Fact]
    public async Task Run_MachineDecides_AsksNobody()
    {
        machine = StageOutcome.Rejected;

        Assert.Equal(StageOutcome.Rejected, await CompletenessOrchestrator.RunAsync(context, Request("Completeness")));
        Assert.Equal([nameof(CheckCompletenessActivity)], context.Calls);
        Assert.Equal([new CompletenessRequest(Request("Completeness"), Opened)], checks);
    }

    [Fact]
    public async Task Run_MachineLeavesItToPeople_AsksThem()
    {
        Assert.Equal(StageOutcome.Passed, await CompletenessOrchestrator.RunAsync(context, Request("Completeness")));
        Assert.Equal([nameof(CheckCompletenessActivity), nameof(OpenAssignmentsActivity), nameof(CloseApprovalActivity)], context.Calls);
    }

    [Fact]
    public async Task Run_EventDuringTheCheck_ReachesThoseWhoWait()
    {
        var check = new TaskCompletionSource<object?>();
        context.Answers[nameof(CheckCompletenessActivity)] = _ => check.Task;
        context.Answers[nameof(OpenAssignmentsActivity)] = _ => new Opening(OpeningState.Blocked);
        var run = CompletenessOrchestrator.RunAsync(context, Request("Completeness"));
        context.Raise(StageRequest.Changed);
        check.SetResult(null);

        Assert.Equal(StageOutcome.Passed, await run);
    }
}
