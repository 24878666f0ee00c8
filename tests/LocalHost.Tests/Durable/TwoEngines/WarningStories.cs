using FunctionsApp.Assignments;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Tasks;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class WarningStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("verified-then-cancelled", VerifiedThenCancelledAsync),
        new("nobody-verifies", NobodyVerifiesAsync),
        new("many-updates", ManyUpdatesAsync),
        new("change-verified", ChangeVerifiedAsync),
        new("nobody-verifies-a-change", NobodyVerifiesAChangeAsync),
        new("task-reported", TaskReportedAsync),
        new("nobody-answers-a-task", NobodyAnswersATaskAsync),
    ];

    /// <summary>The first look finds a draft still.</summary>
    private static async Task VerifiedThenCancelledAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        WarningTurn? found = null;
        play.Answer<AnnounceRequest>(nameof(AnnounceWarningActivity), _ => found);
        var id = await StartAsync(play, new WarningRun(play.Story));
        await play.WaitsAfterAsync(id, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(id, WarningOrchestrator.Changed);
        await play.WaitsAfterAsync(id, nameof(AnnounceWarningActivity));
        found = Turn(WarningStatus.Published, 1);
        await play.RaiseAsync(id, WarningOrchestrator.Changed);
        await play.WaitsAfterAsync(id, nameof(AnnounceWarningActivity), 2);
        found = Turn(WarningStatus.Cancelled, 2);
        await play.RaiseAsync(id, WarningOrchestrator.Changed);
        await EndsAsync(play, id, WarningStatus.Cancelled);
    }

    /// <summary>Asked, reminded, the delegate asked, given up.</summary>
    private static async Task NobodyVerifiesAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        WarningTurn? found = null;
        play.Answer<AnnounceRequest>(nameof(AnnounceWarningActivity), _ => found);
        play.Answer<string>(nameof(LapseWarningActivity), _ =>
        {
            found = Turn(WarningStatus.Lapsed, 0);
            return null;
        });
        await EndsAsync(play, await StartAsync(play, new WarningRun(play.Story)), WarningStatus.Lapsed);
    }

    /// <summary>Thirty events come in the first of 28 looks: after 25 the run continues as new, with those left.</summary>
    private static async Task ManyUpdatesAsync(Play play)
    {
        var looks = 0;
        var id = WarningRun.InstanceIdOf(play.Story);
        play.AnswerAsync<AnnounceRequest>(nameof(AnnounceWarningActivity), async _ =>
        {
            for (var sent = 0; looks == 0 && sent < 30; sent++) await play.RaiseAsync(id, WarningOrchestrator.Changed);
            looks++;
            return Turn(looks < 28 ? WarningStatus.Published : WarningStatus.Expired, looks);
        });
        await EndsAsync(play, await StartAsync(play, new WarningRun(play.Story, Verified: true)), WarningStatus.Expired);
    }

    /// <summary>The first event comes before the change is settled.</summary>
    private static async Task ChangeVerifiedAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        bool? settled = null;
        play.Answer<WarningChangeRun>(nameof(ReadChangeActivity), _ => settled);
        var id = await StartChangeAsync(play);
        await play.WaitsAfterAsync(id, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(id, WarningChangeOrchestrator.Changed);
        await play.WaitsAfterAsync(id, nameof(ReadChangeActivity));
        settled = true;
        await play.RaiseAsync(id, WarningChangeOrchestrator.Changed);
        await play.EndsAsync<object>(id);
    }

    private static async Task NobodyVerifiesAChangeAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        play.Answer<WarningChangeRun>(nameof(ReadChangeActivity), _ => null);
        play.Answer<WarningChangeRun>(nameof(LapseChangeActivity), _ => null);
        await play.EndsAsync<object>(await StartChangeAsync(play));
    }

    /// <summary>The first event comes before the answer is stored.</summary>
    private static async Task TaskReportedAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        WarningTaskStatus? status = null;
        play.Answer<WarningTaskRun>(nameof(ReadTaskActivity), _ => status);
        play.Answer<WarningTaskRun>(nameof(CloseTaskActivity), _ => WarningTaskStatus.Done);
        var run = await StartTaskAsync(play);
        await play.WaitsAfterAsync(run.InstanceId, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(run.InstanceId, WarningTaskOrchestrator.Changed);
        await play.WaitsAfterAsync(run.InstanceId, nameof(ReadTaskActivity));
        status = WarningTaskStatus.Done;
        await play.RaiseAsync(run.InstanceId, WarningTaskOrchestrator.Changed);
        Assert.Equal(WarningTaskStatus.Done, await play.EndsAsync<WarningTaskStatus>(run.InstanceId));
    }

    private static async Task NobodyAnswersATaskAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        play.Answer<WarningTaskRun>(nameof(ReadTaskActivity), _ => null);
        play.Answer<WarningTaskRun>(nameof(CloseTaskActivity), _ => WarningTaskStatus.Lapsed);
        Assert.Equal(WarningTaskStatus.Lapsed, await play.EndsAsync<WarningTaskStatus>((await StartTaskAsync(play)).InstanceId));
    }

    private static async Task<WarningTaskRun> StartTaskAsync(Play play)
    {
        var run = new WarningTaskRun(play.Story);
        await play.StartAsync(nameof(WarningTaskOrchestrator), run.InstanceId, run);
        return run;
    }

    private static WarningTurn Turn(WarningStatus status, int announced) =>
        new(status, announced, status == WarningStatus.Published ? DateTimeOffset.UtcNow.AddDays(1) : null);

    private static async Task<string> StartAsync(Play play, WarningRun run)
    {
        var id = WarningRun.InstanceIdOf(run.WarningId);
        await play.StartAsync(nameof(WarningOrchestrator), id, run);
        return id;
    }

    private static async Task<string> StartChangeAsync(Play play)
    {
        var run = new WarningChangeRun(play.Story, Round: 1);
        var id = WarningChangeRun.InstanceIdOf(run.WarningId, run.Round);
        await play.StartAsync(nameof(WarningChangeOrchestrator), id, run);
        return id;
    }

    private static async Task EndsAsync(Play play, string id, WarningStatus status) =>
        Assert.Equal(status, await play.EndsAsync<WarningStatus>(id));
}
