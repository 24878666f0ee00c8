using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Warnings;

/// <param name="Round">Of the change's verification.</param>
public sealed record WarningChangeRun(string WarningId, int Round)
{
    public static string InstanceIdOf(string warningId, int round) => $"warning-change-{warningId}-{round}";
}

public static class WarningChangeOrchestrator
{
    /// <summary>Event: look again, the change may be settled. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Has a change of a warning in force verified; one that is not verified in time lapses.</summary>
    [Function(nameof(WarningChangeOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WarningChangeRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        var ask = WarningQuestion.AskOf(run.WarningId, run.Round);
        var settled = await Asking.RunAsync(context, ask, changed, () => context.CallActivityAsync<bool?>(
            nameof(ReadChangeActivity), run, ActivityRetries.Patient));
        if (settled is null) await context.CallActivityAsync(nameof(LapseChangeActivity), run, ActivityRetries.Patient);
    }
}
