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
        new("task-reported", play => Asked(play).AnsweredAtTheSecondLookAsync(play, WarningTaskStatus.Done)),
        new("nobody-answers-a-task", play => Asked(play).LapsesAsync(play, WarningTaskStatus.Lapsed)),
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

    private static AskedRun<WarningTaskRun, WarningTaskStatus> Asked(Play play)
    {
        var run = new WarningTaskRun(play.Story);
        return new(
            nameof(WarningTaskOrchestrator), run.InstanceId, run, WarningTaskOrchestrator.Changed, nameof(ReadTaskActivity),
            nameof(CloseTaskActivity));
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
