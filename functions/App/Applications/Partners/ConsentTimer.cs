using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Applications.Partners;

/// <summary>Starts the askings of partners whose fact was lost.</summary>
public sealed class ConsentTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of applications that wait for their partners; safe to run twice.</summary>
    [Function("Consents_StartMissing")]
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var line in lists.ReadAllAsync(ApplicationIndex.ToConsent, ApplicationIndex.AllOrganisations, cancellation))
        {
            foreach (var run in line.Organisations.Select(organisation => new ConsentRun(line.Id, line.Round, organisation)))
            {
                expected.Add(new ExpectedRun(run.InstanceId, run, line.SentAt));
            }
        }

        await missing.StartAsync(durable, nameof(ConsentOrchestrator), expected, cancellation);
    }
}
