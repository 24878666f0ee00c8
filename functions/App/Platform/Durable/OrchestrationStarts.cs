using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Platform.Durable;

/// <summary>Starts and wakes orchestrations whose ids are made of business keys.</summary>
public static class OrchestrationStarts
{
    // Every status: the work of an instance is done once, whatever became of it.
    private static readonly OrchestrationRuntimeStatus[] Any =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>False when there is or was an instance of this id: the same message came twice.</summary>
    public static async Task<bool> StartOnceAsync(this DurableTaskClient durable, string orchestrator, string instance, object input,
        CancellationToken cancellation)
    {
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, input,
                new StartOrchestrationOptions(instance).WithDedupeStatuses(Any), cancellation);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }

    /// <summary>Raises an event where an instance waits. One that is over, or not begun, reads the state by itself.</summary>
    public static async Task WakeAsync(this DurableTaskClient durable, string instance, string name, string cause,
        CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(instance, cancellation) is not { IsCompleted: false }) return;
        await durable.RaiseEventAsync(instance, name, cause, cancellation);
    }
}
