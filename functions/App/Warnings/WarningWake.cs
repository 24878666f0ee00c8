using Azure.Messaging.ServiceBus;
using DurableTask.Core.Exceptions;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <summary>Starts and wakes the orchestration by facts: what was committed gets there, also after a crash.</summary>
public sealed class WarningWake(IOptions<WarningOptions> options)
{
    /// <summary>A lost or doubled event changes nothing: the orchestration reads the state and looks again by itself.</summary>
    [Function("Warnings_Wake")]
    public async Task WakeAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.WarningsSubscription, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        switch (fact.Type)
        {
            case "WarningDrafted":
                await StartAsync(durable, fact.Subject, cancellation);
                break;
            case "WarningVerified" or "WarningDismissed" or "WarningEscalated" or "WarningUpdated" or "WarningCancelled":
                await durable.RaiseEventAsync(WarningOrchestrator.InstanceId(fact.Subject), WarningOrchestrator.Changed, null, cancellation);
                break;
        }
    }

    private async Task StartAsync(DurableTaskClient durable, string warningId, CancellationToken cancellation)
    {
        var start = new StartOrchestrationOptions(WarningOrchestrator.InstanceId(warningId)).WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
            OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Terminated);
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(nameof(WarningOrchestrator), new WarningRun(warningId, options.Value.Times), start, cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The same fact again.
        }
    }
}
