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
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var line in lists.ReadAllAsync(ApplicationIndex.ToSign, ApplicationIndex.AllOrganisations, cancellation))
        {
            var run = SigningRun.New(line.Id, line.Round);
            expected.Add(new ExpectedRun(run.InstanceId, run, line.SentAt));
        }

        await missing.StartAsync(durable, nameof(SigningOrchestrator), expected, cancellation);
    }
}
