using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Warnings.Rules;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Warnings;

/// <summary>Starts and wakes warnings by facts: what is committed is published, so that no crash loses a start or a wake-up.</summary>
public static class WarningOnFacts
{
    [Function("Warnings_Wake")]
    public static async Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.WarningsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        var (warning, known) = (WarningRun.InstanceIdOf(fact.Subject), fact.Read());
        if (known is WarningFact { Round: > 0 and var round })
        {
            await ChangeAsync(durable, fact, known is WarningChangeProposed, round, cancellation);
        }

        await (known switch
        {
            WarningDrafted => durable.StartOnceAsync(nameof(WarningOrchestrator), warning, new WarningRun(fact.Subject), cancellation),
            WarningVerified or WarningDismissed or WarningEscalated or WarningUpdated or WarningCancelled =>
                durable.WakeAsync(warning, WarningOrchestrator.Changed, fact.MessageId, cancellation),
            ReportAccepted or RuleActivated => LookAsync(durable, fact, cancellation),
            _ => Task.CompletedTask,
        });
    }

    private static Task LookAsync(DurableTaskClient durable, SealedFact fact, CancellationToken cancellation)
    {
        var run = RuleRun.Of(fact.At);
        return durable.StartOnceAsync(nameof(RuleOrchestrator), run.InstanceId, run, cancellation);
    }

    private static Task ChangeAsync(
        DurableTaskClient durable, SealedFact fact, bool proposed, int round, CancellationToken cancellation)
    {
        var change = WarningChangeRun.InstanceIdOf(fact.Subject, round);
        return proposed
            ? durable.StartOnceAsync(nameof(WarningChangeOrchestrator), change, new WarningChangeRun(fact.Subject, round), cancellation)
            : durable.WakeAsync(change, WarningChangeOrchestrator.Changed, fact.MessageId, cancellation);
    }
}
