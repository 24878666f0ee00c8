using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Warnings;

/// <param name="Verified">The verification is behind it: a run that continues as new.</param>
/// <param name="Announced">Number of the last message that the topic has; 0 for none.</param>
public sealed record WarningRun(string WarningId, bool Verified = false, int Announced = 0)
{
    public static string InstanceIdOf(string warningId) => $"warning-{warningId}";
}

public static class WarningOrchestrator
{
    /// <summary>Event: look again, the warning changed. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Looks after which the run continues as new, so that its history stays small.</summary>
    private const int Turns = 25;

    /// <summary>Has a draft verified, announces each of its messages, and ends with it: dismissed, lapsed, cancelled or expired.</summary>
    [Function(nameof(WarningOrchestrator))]
    public static async Task<WarningStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WarningRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        var turn = run.Verified ? await AnnounceAsync(context, run) : await VerifyAsync(context, run, changed);
        for (var number = 1; turn.LookAgain is { } moment; number++)
        {
            run = run with { Verified = true, Announced = turn.Announced };
            if (number == Turns)
            {
                context.ContinueAsNew(run);
                break;
            }

            await changed.ComesBeforeAsync(moment.UtcDateTime);
            turn = await AnnounceAsync(context, run);
        }

        return turn.Status;
    }

    /// <summary>Asks an officer; a missed time is an outcome, and so is a decision at the last moment.</summary>
    private static async Task<WarningTurn> VerifyAsync(TaskOrchestrationContext context, WarningRun run, RecurringEvent changed)
    {
        if (await Asking.RunAsync(context, WarningQuestion.AskOf(run.WarningId), changed, () => LookAsync(context, run)) is { } turn)
        {
            return turn;
        }

        await context.CallActivityAsync(nameof(LapseWarningActivity), run.WarningId, ActivityRetries.Patient);
        return await AnnounceAsync(context, run);
    }

    private static async Task<WarningTurn> AnnounceAsync(TaskOrchestrationContext context, WarningRun run) =>
        await LookAsync(context, run) ?? throw new InvalidOperationException($"Warning {run.WarningId} is a draft again.");

    private static Task<WarningTurn?> LookAsync(TaskOrchestrationContext context, WarningRun run) =>
        context.CallActivityAsync<WarningTurn?>(
            nameof(AnnounceWarningActivity), new AnnounceRequest(run.WarningId, run.Announced), ActivityRetries.Patient);
}
