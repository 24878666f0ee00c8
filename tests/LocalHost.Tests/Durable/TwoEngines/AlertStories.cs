using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class AlertStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("two-alerts", TwoAlertsAsync),
        new("alert-published-at-its-time", PublishedAtItsTimeAsync),
        new("nobody-approves", NobodyApprovesAsync),
    ];

    /// <summary>More waits after the first; the second attempt to publish comes after 2 s.</summary>
    private static async Task TwoAlertsAsync(Play play)
    {
        var attempts = 0;
        play.Answer<AlertGathering>(nameof(GatherAlertActivity), gathering => gathering.Number < 2);
        play.Answer<string>(
            nameof(PublishAlertsActivity), _ => ++attempts == 1 ? throw new TimeoutException("The broker is away.") : null);
        var run = new AlertRun(play.Story, new DateOnly(2026, 3, 2));
        await play.StartAsync(nameof(AlertOrchestrator), AlertOrchestrator.InstanceId(run), run);
        await play.EndsAsync<object>(AlertOrchestrator.InstanceId(run));
    }

    private static async Task PublishedAtItsTimeAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        play.Answer<string>(
            nameof(ReadAlertDraftActivity), _ => new AlertDraftTurn(AlertDraftStatus.Approved, DateTimeOffset.UtcNow.AddSeconds(2)));
        play.Answer<string>(nameof(PublishAlertDraftActivity), _ => new[] { "testing", "design" });
        var id = await StartAsync(play);
        await play.WaitsAfterAsync(id, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(id, AlertDraftOrchestrator.Changed);
        await EndsAsync(play, id, AlertDraftStatus.Published);
    }

    private static async Task NobodyApprovesAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        play.Answer<string>(nameof(LapseAlertDraftActivity), _ => new AlertDraftTurn(AlertDraftStatus.Rejected, default));
        await EndsAsync(play, await StartAsync(play), AlertDraftStatus.Rejected);
    }

    private static async Task<string> StartAsync(Play play)
    {
        var run = new AlertDraftRun(play.Story);
        await play.StartAsync(nameof(AlertDraftOrchestrator), AlertDraftRun.InstanceIdOf(play.Story), run);
        return AlertDraftRun.InstanceIdOf(play.Story);
    }

    private static async Task EndsAsync(Play play, string id, AlertDraftStatus status) =>
        Assert.Equal(status, await play.EndsAsync<AlertDraftStatus>(id));
}
