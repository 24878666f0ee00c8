using FunctionsApp.Alerts;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class AlertStories
{
    public static IReadOnlyList<Story> All { get; } = [new("two-alerts", TwoAlertsAsync)];

    /// <summary>More waits after the first; the second attempt to publish comes after 5 s.</summary>
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
}
