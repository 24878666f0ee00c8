using System.Runtime.CompilerServices;
using FunctionsApp.Applications;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class ReviewStories
{
    private static readonly StageDefinition Machine = Desk.Stage("Completeness", assignees: 0, approvals: 0);
    private static readonly StageDefinition District = Desk.Stage("District", assignees: 1, approvals: 1, documents: ["budget"]);
    private static readonly StageDefinition Panel = Desk.Stage("Panel", documents: ["plan"]);
    private static readonly ReturnItem Budget = new("budget", "Does not add up");

    public static IReadOnlyList<Story> All { get; } =
    [
        new("approved-stage-by-stage", ApprovedAsync),
        new("returned-and-supplemented", SupplementedAsync),
        new("returned-once-too-often", ReturnedTooOftenAsync),
        new("correction-overdue", CorrectionOverdueAsync),
        new("withdrawn-in-a-stage", WithdrawnInAStageAsync),
        new("withdrawn-while-returned", WithdrawnWhileReturnedAsync),
    ];

    private static async Task ApprovedAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var id = await StartAsync(play, desk.Review(1, Machine, District, Panel));
        await DecideAsync(play, desk, desk.Request(District), DecisionKind.Approve);
        await DecideAsync(play, desk, desk.Request(Panel), DecisionKind.Approve);
        await EndsAsync(play, id, ApplicationStatus.Approved);
    }

    /// <summary>The second stage returns what the first one judges: both are asked again. An event precedes the corrections.</summary>
    private static async Task SupplementedAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var state = Returned(play, TimeSpan.FromHours(1));
        var id = await StartAsync(play, desk.Review(1, District, Panel));
        await DecideAsync(play, desk, desk.Request(District), DecisionKind.Approve);
        await DecideAsync(play, desk, desk.Request(Panel), DecisionKind.Return, Budget);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity));
        await play.RaiseAsync(id, ReviewOrchestrator.Resubmitted);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity), 2);
        state.Value = new SupplementState(ApplicationStatus.Submitted, ["budget"]);
        await play.RaiseAsync(id, ReviewOrchestrator.Resubmitted);
        await DecideAsync(play, desk, desk.Request(District, 1), DecisionKind.Approve);
        await DecideAsync(play, desk, desk.Request(Panel, 1), DecisionKind.Approve);
        await EndsAsync(play, id, ApplicationStatus.Approved);
    }

    private static async Task ReturnedTooOftenAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var id = await StartAsync(play, desk.Review(0, District));
        await DecideAsync(play, desk, desk.Request(District), DecisionKind.Return, Budget);
        await EndsAsync(play, id, ApplicationStatus.Rejected);
    }

    private static async Task CorrectionOverdueAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        Returned(play, TimeSpan.FromSeconds(2));
        var id = await StartAsync(play, desk.Review(1, District));
        await DecideAsync(play, desk, desk.Request(District), DecisionKind.Return, Budget);
        await EndsAsync(play, id, ApplicationStatus.Rejected);
    }

    /// <summary>The event comes twice, and the review sends it on to its stage once.</summary>
    private static async Task WithdrawnInAStageAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var id = await StartAsync(play, desk.Review(1, District, Panel));
        await play.WaitsAfterAsync(desk.Request(District).InstanceId, nameof(NotifyAssigneesActivity));
        desk.Withdraw();
        await play.RaiseAsync(id, ReviewOrchestrator.Withdrawn);
        await play.RaiseAsync(id, ReviewOrchestrator.Withdrawn);
        await EndsAsync(play, id, ApplicationStatus.Withdrawn);
    }

    private static async Task WithdrawnWhileReturnedAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var state = Returned(play, TimeSpan.FromHours(1));
        var id = await StartAsync(play, desk.Review(1, District));
        await DecideAsync(play, desk, desk.Request(District), DecisionKind.Return, Budget);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity));
        state.Value = new SupplementState(ApplicationStatus.Withdrawn, []);
        await play.RaiseAsync(id, ReviewOrchestrator.Withdrawn);
        await EndsAsync(play, id, ApplicationStatus.Withdrawn);
    }

    private static async Task<string> StartAsync(Play play, ReviewRequest review)
    {
        play.Answer<Settle>(
            nameof(SettleActivity), settle => settle.Kind == SettleKind.Approve ? ApplicationStatus.Approved : ApplicationStatus.Rejected);
        await play.StartAsync(nameof(ReviewOrchestrator), review.InstanceId, review);
        return review.InstanceId;
    }

    /// <summary>Each of the stage's people, once they are asked.</summary>
    private static async Task DecideAsync(
        Play play, Desk desk, StageRequest stage, DecisionKind kind, params IReadOnlyList<ReturnItem> items)
    {
        await play.WaitsAfterAsync(stage.InstanceId, nameof(NotifyAssigneesActivity));
        for (var person = 1; person <= stage.Stage.Assignees; person++) desk.Decide(stage, person, kind, items);
        await play.RaiseAsync(stage.InstanceId, StageOrchestrator.Changed);
    }

    /// <summary>A returned application: what its corrections are until the story says otherwise.</summary>
    private static StrongBox<SupplementState> Returned(Play play, TimeSpan time)
    {
        var state = new StrongBox<SupplementState>(new SupplementState(ApplicationStatus.Returned, []));
        play.Answer<ReturnRequest>(nameof(ReturnActivity), back => back.At + time);
        play.Answer<ReadSupplement>(nameof(ReadSupplementActivity), _ => state.Value);
        return state;
    }

    private static async Task EndsAsync(Play play, string id, ApplicationStatus status) =>
        Assert.Equal(status, await play.EndsAsync<ApplicationStatus>(id));
}
