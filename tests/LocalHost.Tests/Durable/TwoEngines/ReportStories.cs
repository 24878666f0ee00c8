using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Reports;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class ReportStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("report-refused-after-an-outage", play => PlayAsync(play, ReportStatus.Refused)),
        new("report-accepted", play => PlayAsync(play, ReportStatus.Accepted)),
    ];

    /// <summary>The second attempt to check comes after 2 s.</summary>
    private static async Task PlayAsync(Play play, ReportStatus outcome)
    {
        var attempts = 0;
        play.Answer<ReportRun>(nameof(CheckReportActivity), _ => outcome == ReportStatus.Refused && ++attempts == 1
            ? throw new TimeoutException("The store is away.") : (object)outcome);
        play.Answer<ReportRun>(nameof(SendReportLetterActivity), _ => null);
        var run = new ReportRun(play.Story, "2026-02", 1);
        await play.StartAsync(nameof(ReportOrchestrator), run.InstanceId, run);
        Assert.Equal(outcome, await play.EndsAsync<ReportStatus>(run.InstanceId));
    }
}
