using FunctionsApp.Applications;
using FunctionsApp.Reviews;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class StageStories
{
    private const string Changed = StageOrchestrator.Changed;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("approvals-out-of-reach", OutOfReachAsync),
        new("nobody-decides", NobodyDecidesAsync),
        new("delegate-decides", DelegateDecidesAsync),
        new("decided-before-it-waits", DecidedBeforeItWaitsAsync),
        new("blocked-at-first", BlockedAtFirstAsync),
        new("storage-fails-twice", StorageFailsTwiceAsync),
    ];

    /// <summary>Two of three must approve; two reject, and the third is not heard. Each event comes twice.</summary>
    private static async Task OutOfReachAsync(Play play)
    {
        var (desk, request, id) = await OpenedAsync(play, Pace.Slow);
        desk.Decide(request, 1, DecisionKind.Reject);
        await play.RaiseAsync(id, Changed);
        await play.RaiseAsync(id, Changed);
        await play.WaitsAfterAsync(id, nameof(CloseStageActivity), 2);
        desk.Decide(request, 2, DecisionKind.Reject);
        await play.RaiseAsync(id, Changed);
        await play.RaiseAsync(id, Changed);
        await EndsAsync(play, id, StageOutcome.Rejected);
    }

    /// <summary>Reminder, delegates, lapse.</summary>
    private static async Task NobodyDecidesAsync(Play play)
    {
        var (_, _, id) = await OpenedAsync(play, Pace.Fast);
        await EndsAsync(play, id, StageOutcome.Rejected);
    }

    /// <summary>One wait for the event outlasts two timers.</summary>
    private static async Task DelegateDecidesAsync(Play play)
    {
        var (desk, request, id) = await OpenedAsync(play, Pace.Fast with { DelegateDue = TimeSpan.FromHours(1) });
        await play.WaitsAfterAsync(id, nameof(NotifyAssigneesActivity), 3);
        for (var person = 1; person <= 3; person++) desk.Decide(request, person, DecisionKind.Approve);
        await play.RaiseAsync(id, Changed);
        await EndsAsync(play, id, StageOutcome.Passed);
    }

    /// <summary>The events come while the stage is being opened.</summary>
    private static async Task DecidedBeforeItWaitsAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var request = desk.Request(Desk.Stage("Panel"));
        play.AnswerAsync<OpenStage>(nameof(OpenStageActivity), async open =>
        {
            await play.RaiseAsync(request.InstanceId, Changed);
            desk.Decide(request, 1, DecisionKind.Approve);
            desk.Decide(request, 2, DecisionKind.Approve);
            desk.Decide(request, 3, DecisionKind.Abstain);
            await play.RaiseAsync(request.InstanceId, Changed);
            return Desk.Open(open, Pace.Slow);
        });
        await play.StartAsync(nameof(StageOrchestrator), request.InstanceId, request);
        await EndsAsync(play, request.InstanceId, StageOutcome.Passed);
    }

    /// <summary>Too few people at first: an event ends the wait of a day.</summary>
    private static async Task BlockedAtFirstAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var request = desk.Request(Desk.Stage("Panel"));
        var blocked = true;
        play.Answer<OpenStage>(
            nameof(OpenStageActivity), open => blocked ? new StageOpening(true, null, null) : Desk.Open(open, Pace.Slow));
        await play.StartAsync(nameof(StageOrchestrator), request.InstanceId, request);
        await play.WaitsAfterAsync(request.InstanceId, nameof(OpenStageActivity));
        blocked = false;
        await play.RaiseAsync(request.InstanceId, Changed);
        await play.WaitsAfterAsync(request.InstanceId, nameof(NotifyAssigneesActivity));
        desk.Decide(request, 2, DecisionKind.Return, new ReturnItem("plan", "Out of date"));
        await play.RaiseAsync(request.InstanceId, Changed);
        await EndsAsync(play, request.InstanceId, StageOutcome.Returned);
    }

    /// <summary>The second attempt at an activity comes after 2 s, the third after 4 more.</summary>
    private static async Task StorageFailsTwiceAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var request = desk.Request(Desk.Stage("Panel"));
        var attempts = 0;
        play.Answer<AssigneeNotice>(
            nameof(NotifyAssigneesActivity), _ => ++attempts < 3 ? throw new TimeoutException("Storage is away.") : null);
        await play.StartAsync(nameof(StageOrchestrator), request.InstanceId, request);
        await play.WaitsAfterAsync(request.InstanceId, nameof(NotifyAssigneesActivity), 3);
        desk.Withdraw();
        await play.RaiseAsync(request.InstanceId, Changed);
        await EndsAsync(play, request.InstanceId, StageOutcome.Withdrawn);
    }

    private static async Task<(Desk Desk, StageRequest Request, string Id)> OpenedAsync(Play play, Pace pace)
    {
        var desk = new Desk(play, pace);
        var request = desk.Request(Desk.Stage("Panel"));
        await play.StartAsync(nameof(StageOrchestrator), request.InstanceId, request);
        await play.WaitsAfterAsync(request.InstanceId, nameof(NotifyAssigneesActivity));
        return (desk, request, request.InstanceId);
    }

    private static async Task EndsAsync(Play play, string id, StageOutcome outcome) =>
        Assert.Equal(outcome, (await play.EndsAsync<StageResult>(id))!.Outcome);
}
