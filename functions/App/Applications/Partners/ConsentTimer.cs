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
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(ConsentOrchestrator),
        lists.ReadAllAsync(ApplicationIndex.ToConsent, ApplicationIndex.AllOrganisations, cancellation).SelectMany(
            line => line.Organisations.Select(organisation => new ConsentRun(line.Id, line.Round, organisation)),
            (line, run) => new ExpectedRun(run.InstanceId, run, line.SentAt)),
        cancellation);
}
