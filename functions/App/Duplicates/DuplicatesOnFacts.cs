using Azure.Messaging.ServiceBus;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Duplicates;

/// <summary>Starts a comparison for each submission.</summary>
public static class DuplicatesOnFacts
{
    [Function("Duplicates_OnFact")]
    public static Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.DuplicatesSubscription,
            Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() switch
        {
            ApplicationSubmitted => StartAsync(0),
            ApplicationResubmitted resubmitted => StartAsync(resubmitted.Round),
            _ => Task.CompletedTask,
        };

        Task StartAsync(int round)
        {
            var request = new ComparisonRequest(fact.Subject, round);
            return durable.StartOnceAsync(nameof(DuplicateOrchestrator), request.InstanceId, request, cancellation);
        }
    }
}
