using FunctionsApp.Applications;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Duplicates;

/// <summary>Starts the comparisons whose fact was lost.</summary>
public sealed class DuplicateTimer(Lists lists, ProgrammeCatalogue catalogue, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the lists of open applications; safe to run twice.</summary>
    [Function("Duplicates_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(DuplicateOrchestrator),
        lists.ReadOpenAsync(catalogue, cancellation).Where(each => each.Status == ApplicationStatus.Submitted).Select(application =>
        {
            var request = new ComparisonRequest(application.Id, 0);
            return new ExpectedRun(request.InstanceId, request, application.SubmittedAt);
        }), cancellation);
}
