using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>Starts and wakes tasks by facts; the end of a warning wakes those that wait.</summary>
public sealed class WarningTaskOnFacts(Lists lists)
{
    [Function("WarningTasks_OnFact")]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.WarningTasksSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() switch
        {
            WarningTaskAssigned when new WarningTaskRun(fact.Subject) is var run => durable.StartOnceAsync(
                nameof(WarningTaskOrchestrator), run.InstanceId, run, cancellation),
            WarningTaskReported or WarningTaskWithdrawn => durable.WakeAsync(
                WarningTaskRun.InstanceIdOf(fact.Subject), WarningTaskOrchestrator.Changed, fact.MessageId, cancellation),
            WarningCancelled or WarningExpired => WakeAllAsync(durable, fact, cancellation),
            _ => Task.CompletedTask,
        };
    }

    private async Task WakeAllAsync(DurableTaskClient durable, SealedFact fact, CancellationToken cancellation)
    {
        await foreach (var task in lists.ReadAllAsync(WarningTaskIndex.OfWarning, fact.Subject, cancellation))
        {
            if (task.Status == WarningTaskStatus.Asked) await durable.WakeAsync(
                WarningTaskRun.InstanceIdOf(task.Id), WarningTaskOrchestrator.Changed, fact.MessageId, cancellation);
        }
    }
}
