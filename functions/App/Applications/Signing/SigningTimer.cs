using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Applications.Signing;

/// <summary>Starts the askings for a signature whose fact was lost.</summary>
public sealed class SigningTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of applications that wait for a signature; safe to run twice.</summary>
    [Function("Signing_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(SigningOrchestrator),
        lists.ReadAllAsync(ApplicationIndex.ToSign, ApplicationIndex.AllOrganisations, cancellation).Select(line =>
        {
            var run = SigningRun.New(line.Id, line.Round);
            return new ExpectedRun(run.InstanceId, run, line.SentAt);
        }), cancellation);
}
