using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Selections;

/// <summary>A batch on its way from its first application to the end of its reserve list.</summary>
public sealed record SelectionRun(string Selection, int Batch)
{
    public string InstanceId => InstanceIdOf(Selection, Batch);

    public static string InstanceIdOf(string selection, int batch) => $"selection-{selection}-{batch}";
}

public static class SelectionOrchestrator
{
    /// <summary>Event: look again, the batch changed. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Waits until the call is complete, has its list decided, wakes the stages, and waits for the end of the reserve.</summary>
    [Function(nameof(SelectionOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SelectionRun run)
    {
        var (changed, since, at) = (new RecurringEvent(context, Changed), context.CurrentUtcDateTime, context.CurrentUtcDateTime);
        while (await LookAsync() is { IsOver: false } look)
        {
            if (look.Ask is { } ask)
            {
                await Asking.RunAsync(
                    context, ask, changed,
                    () => context.CallActivityAsync<bool?>(nameof(ReadSelectionActivity), run, ActivityRetries.Patient));
            }
            else
            {
                await changed.ComesBeforeAsync(look.Next!.Value.UtcDateTime);
            }
        }

        async Task<SelectionLook> LookAsync()
        {
            (since, at) = (at, context.CurrentUtcDateTime);
            var look = await context.CallActivityAsync<SelectionLook>(
                nameof(PlanSelectionActivity), new SelectionCheck(run, since, at), ActivityRetries.Patient);
            foreach (var stage in look.Decided) context.SendEvent(stage, StageRequest.Changed, nameof(SelectionOrchestrator));
            return look;
        }
    }
}
