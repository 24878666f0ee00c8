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
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var application in lists.ReadOpenAsync(catalogue, cancellation))
        {
            if (application.Status != ApplicationStatus.Submitted) continue;
            var request = new ComparisonRequest(application.Id, 0);
            expected.Add(new ExpectedRun(request.InstanceId, request, application.SubmittedAt));
        }

        await missing.StartAsync(durable, nameof(DuplicateOrchestrator), expected, cancellation);
    }
}
