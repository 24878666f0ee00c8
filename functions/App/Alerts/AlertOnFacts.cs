using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Alerts;

/// <summary>Collects news from facts, and starts and wakes what editors write.</summary>
/// <remarks>A fact may come twice: an item is added once, an orchestration started once, and a doubled event changes nothing.</remarks>
public sealed class AlertOnFacts(AlertStore store)
{
    [Function("Alerts_Collect")]
    public async Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.AlertsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        var draft = AlertDraftRun.InstanceIdOf(fact.Subject);
        switch (fact.Read())
        {
            case AlertDrafted:
                await durable.StartOnceAsync(nameof(AlertDraftOrchestrator), draft, new AlertDraftRun(fact.Subject), cancellation);
                break;
            case AlertApproved or AlertRejected or AlertWithdrawn:
                await durable.WakeAsync(draft, AlertDraftOrchestrator.Changed, fact.MessageId, cancellation);
                break;
            default:
                foreach (var (sector, item) in AlertRules.From(fact)) await store.AddAsync(sector, item, cancellation);
                break;
        }
    }
}
