using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Starts the run of a published guide, and wakes it.</summary>
/// <remarks>A fact may come twice: a run is started once, and a doubled event changes nothing.</remarks>
public static class GuidesOnFacts
{
    [Function("Guides_OnFact")]
    public static Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.GuidesSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() switch
        {
            GuidePublished published => durable.StartOnceAsync(
                nameof(GuideOrchestrator), GuideRun.InstanceIdOf(published.Guide), new GuideRun(published.Guide), cancellation),
            GuideExtended extended => WakeAsync(extended.Guide),
            GuideWithdrawn withdrawn => WakeAsync(withdrawn.Guide),
            _ => Task.CompletedTask,
        };

        Task WakeAsync(string guide) =>
            durable.WakeAsync(GuideRun.InstanceIdOf(guide), GuideOrchestrator.Changed, fact.MessageId, cancellation);
    }
}
