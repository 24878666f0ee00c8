using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.WhitePapers;

/// <summary>Wakes the orchestration of a paper that was answered, and starts that of one which is prepared again.</summary>
public sealed class WhitePaperOnFacts
{
    [Function("WhitePapers_Wake")]
    public async Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.WhitePapersSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        if (fact.Read() is WhitePaperReopened reopened)
        {
            var next = new WhitePaperRun(reopened.Period, reopened.Edition + 1);
            await durable.StartOnceAsync(nameof(WhitePaperOrchestrator), next.InstanceId, next, cancellation);
            return;
        }

        WhitePaperRun? run = fact.Read() switch
        {
            WhitePaperApproved approved => new(approved.Period, approved.Edition),
            WhitePaperRejected rejected => new(rejected.Period, rejected.Edition),
            _ => null,
        };
        if (run is null) return;
        await durable.WakeAsync(run.InstanceId, WhitePaperOrchestrator.Changed, fact.MessageId, cancellation);
    }
}
