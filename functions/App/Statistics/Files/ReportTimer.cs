using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Statistics.Files;

/// <summary>Starts the checks whose blob event was lost, and those of files that never came, which the check then refuses.</summary>
public sealed class ReportTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At DocumentSweepSchedule. Reads the list of versions that wait for their check; safe to run twice.</summary>
    [Function("Reports_StartMissing")]
    public Task StartAsync(
        [TimerTrigger("%DocumentSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(ReportOrchestrator), lists.ReadAllAsync(ReportIndex.ToCheck, ReportIndex.App, cancellation).Select(waiting =>
        {
            var run = new ReportRun(waiting.Organisation, waiting.Period, waiting.Version);
            return new ExpectedRun(run.InstanceId, run, waiting.Since);
        }), cancellation);
}
