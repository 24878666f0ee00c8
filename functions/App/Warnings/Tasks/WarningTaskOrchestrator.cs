using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Warnings.Tasks;

public sealed record WarningTaskRun(string TaskId)
{
    public string InstanceId => InstanceIdOf(TaskId);

    public static string InstanceIdOf(string taskId) => $"warning-task-{taskId}";
}

public static class WarningTaskOrchestrator
{
    /// <summary>Event: look again, it was answered or taken back, or its warning ended. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Waits for an organisation: reminds, asks a second person, lapses; then writes to whoever assigned the task.</summary>
    [Function(nameof(WarningTaskOrchestrator))]
    public static async Task<WarningTaskStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WarningTaskRun run)
    {
        await Asking.RunAsync(
            context, WarningTaskQuestion.AskOf(run.TaskId), new RecurringEvent(context, Changed),
            () => context.CallActivityAsync<WarningTaskStatus?>(nameof(ReadTaskActivity), run, ActivityRetries.Patient));
        return await context.CallActivityAsync<WarningTaskStatus>(nameof(CloseTaskActivity), run, ActivityRetries.Patient);
    }
}
