using FunctionsApp.Warnings;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class WarningStories
{
    private static readonly WarningTimes Slow =
        new(TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(24), TimeSpan.FromHours(24));

    public static IReadOnlyList<Story> All { get; } =
    [
        new("verified-then-cancelled", VerifiedThenCancelledAsync),
        new("nobody-verifies", NobodyVerifiesAsync),
        new("many-updates", ManyUpdatesAsync),
    ];

    private static async Task VerifiedThenCancelledAsync(Play play)
    {
        var (verified, inForce) = (WarningStatus.Draft, WarningStatus.Published);
        play.Answer<string>(nameof(ReadWarningActivity), _ => verified);
        play.Answer<string>(nameof(AnnounceWarningActivity), _ => Turn(inForce));
        var id = await StartAsync(play, new WarningRun(play.Story, Slow));
        await play.WaitsAfterAsync(id, nameof(ReadWarningActivity));
        verified = WarningStatus.Verified;
        await play.RaiseAsync(id, WarningOrchestrator.Changed);
        await play.WaitsAfterAsync(id, nameof(AnnounceWarningActivity));
        inForce = WarningStatus.Cancelled;
        await play.RaiseAsync(id, WarningOrchestrator.Changed);
        await EndsAsync(play, id, WarningStatus.Cancelled);
    }

    /// <summary>Asked, reminded, the delegate asked, given up.</summary>
    /// <remarks>Azure Storage fires a timer up to a second early, and the code looks once more.</remarks>
    private static async Task NobodyVerifiesAsync(Play play)
    {
        play.Looks = [nameof(ReadWarningActivity)];
        play.Answer<string>(nameof(ReadWarningActivity), _ => WarningStatus.Draft);
        play.Answer<string>(nameof(LapseWarningActivity), _ => WarningStatus.Lapsed);
        var times = new WarningTimes(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromHours(1));
        await EndsAsync(play, await StartAsync(play, new WarningRun(play.Story, times)), WarningStatus.Lapsed);
    }

    /// <summary>Thirty events come in the first of 28 announcements: after 25 the run continues as new, with those left.</summary>
    private static async Task ManyUpdatesAsync(Play play)
    {
        var announced = 0;
        var id = WarningOrchestrator.InstanceId(play.Story);
        play.AnswerAsync<string>(nameof(AnnounceWarningActivity), async _ =>
        {
            for (var sent = 0; announced == 0 && sent < 30; sent++) await play.RaiseAsync(id, WarningOrchestrator.Changed);
            announced++;
            return Turn(announced < 28 ? WarningStatus.Published : WarningStatus.Expired);
        });
        await EndsAsync(play, await StartAsync(play, new WarningRun(play.Story, Slow, Verified: true)), WarningStatus.Expired);
    }

    private static WarningTurn Turn(WarningStatus status) => new(status, DateTimeOffset.UtcNow.AddDays(1));

    private static async Task<string> StartAsync(Play play, WarningRun run)
    {
        var id = WarningOrchestrator.InstanceId(run.WarningId);
        await play.StartAsync(nameof(WarningOrchestrator), id, run);
        return id;
    }

    private static async Task EndsAsync(Play play, string id, WarningStatus status) =>
        Assert.Equal(status, await play.EndsAsync<WarningStatus>(id));
}
