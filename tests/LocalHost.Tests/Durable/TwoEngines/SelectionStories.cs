using FunctionsApp.Assignments;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class SelectionStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("selection-looks-again", LooksAgainAsync),
        new("selection-decided-and-stages-woken", DecidedAsync),
        new("selection-asked-again", AskedAgainAsync),
    ];

    /// <summary>At an event, at a moment, at another event.</summary>
    private static async Task LooksAgainAsync(Play play)
    {
        var stage = new StageRequest(play.Story, "Selection", 0);
        var looks = 0;
        play.Answer<StageCheck>(nameof(CheckSelectionActivity), check => ++looks switch
        {
            2 => new StageProgress(null, check.At.AddSeconds(1)),
            4 => new StageProgress(StageOutcome.Passed, null),
            _ => new StageProgress(null, check.At.AddHours(1)),
        });
        await play.StartAsync("SelectionStage", stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckSelectionActivity));
        await play.RaiseAsync(stage.InstanceId, StageRequest.Changed);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckSelectionActivity), 3);
        await play.RaiseAsync(stage.InstanceId, StageRequest.Changed);
        Assert.Equal(StageOutcome.Passed, await play.EndsAsync<StageOutcome>(stage.InstanceId));
    }

    /// <summary>The call waits for its last application; its list wakes a stage that waits.</summary>
    private static async Task DecidedAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        var stage = new StageRequest(play.Story, "Selection", 0);
        bool? isDecided = null;
        var isComplete = false;
        play.Answer<StageCheck>(nameof(CheckSelectionActivity), check =>
            new StageProgress(isDecided is true ? StageOutcome.Passed : null, isDecided is true ? null : check.At.AddHours(1)));
        play.Answer<SelectionRun>(nameof(ReadSelectionActivity), _ => isDecided);
        play.Answer<SelectionCheck>(nameof(PlanSelectionActivity), check => isDecided is true
            ? new SelectionLook(null, null, [stage.InstanceId])
            : isComplete ? new SelectionLook(Ask(check), null, []) : new SelectionLook(null, check.At.AddHours(1), []));
        await play.StartAsync("SelectionStage", stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckSelectionActivity));
        var run = await StartAsync(play);
        await play.WaitsAfterAsync(run, nameof(PlanSelectionActivity));
        isComplete = true;
        await play.RaiseAsync(run, SelectionOrchestrator.Changed);
        await play.WaitsAfterAsync(run, nameof(OpenAssignmentsActivity));
        isDecided = true;
        await play.RaiseAsync(run, SelectionOrchestrator.Changed);
        await play.EndsAsync<object>(run);
        Assert.Equal(StageOutcome.Passed, await play.EndsAsync<StageOutcome>(stage.InstanceId));
    }

    /// <summary>Everybody's time passes once.</summary>
    private static async Task AskedAgainAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        var looks = 0;
        play.Answer<SelectionRun>(nameof(ReadSelectionActivity), _ => null);
        play.Answer<SelectionCheck>(nameof(PlanSelectionActivity), check =>
            ++looks < 3 ? new SelectionLook(Ask(check), null, []) : new SelectionLook(null, null, []));
        await play.EndsAsync<object>(await StartAsync(play));
        Assert.Equal(3, looks);
    }

    private static Ask Ask(SelectionCheck check) => new(SelectionQuestion.Name, check.Run.Selection, "Batch1", 0);

    private static async Task<string> StartAsync(Play play)
    {
        var run = new SelectionRun(play.Story, 1);
        await play.StartAsync(nameof(SelectionOrchestrator), run.InstanceId, run);
        return run.InstanceId;
    }
}
