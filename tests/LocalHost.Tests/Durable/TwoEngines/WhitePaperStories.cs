using FunctionsApp.Assignments;
using FunctionsApp.WhitePapers;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class WhitePaperStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("white-paper-approved", ApprovedAsync),
        new("white-paper-unanswered", UnansweredAsync),
    ];

    /// <summary>The second attempt to gather comes after 2 s.</summary>
    private static async Task ApprovedAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        var attempts = 0;
        play.Answer<WhitePaperRun>(
            nameof(GatherWhitePaperActivity), _ => ++attempts == 1 ? throw new TimeoutException("Storage is away.") : null);
        play.Answer<string>(nameof(ReadWhitePaperActivity), _ => new WhitePaperTurn(WhitePaperStatus.Approved));
        play.Answer<string>(nameof(PublishWhitePaperActivity), _ => null);
        var id = await StartAsync(play);
        await play.WaitsAfterAsync(id, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(id, WhitePaperOrchestrator.Changed);
        Assert.Equal(WhitePaperStatus.Published, await play.EndsAsync<WhitePaperStatus>(id));
    }

    private static async Task UnansweredAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        play.Answer<WhitePaperRun>(nameof(GatherWhitePaperActivity), _ => null);
        play.Answer<string>(nameof(LapseWhitePaperActivity), _ => new WhitePaperTurn(WhitePaperStatus.Rejected));
        Assert.Equal(WhitePaperStatus.Rejected, await play.EndsAsync<WhitePaperStatus>(await StartAsync(play)));
    }

    private static async Task<string> StartAsync(Play play)
    {
        var run = new WhitePaperRun(play.Story, 1);
        await play.StartAsync(nameof(WhitePaperOrchestrator), run.InstanceId, run);
        return run.InstanceId;
    }
}
