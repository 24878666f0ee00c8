using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Warnings;

/// <summary>Times of a verification from its start, and between looks at a warning that nothing woke.</summary>
public sealed record WarningTimes(TimeSpan Reminder, TimeSpan Delegate, TimeSpan Lapse, TimeSpan Recheck);

/// <summary>Everything the run needs, copied when the draft is made: a replay never sees a changed setting.</summary>
/// <param name="Verified">The verification is behind it: a run that goes on as new.</param>
public sealed record WarningRun(string WarningId, WarningTimes Times, bool Verified = false);

public static class WarningOrchestrator
{
    /// <summary>Event: the warning's state changed. It carries nothing; the state is read.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Turns after which the run goes on as new, so that its history stays small.</summary>
    private const int Turns = 25;

    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(10, TimeSpan.FromSeconds(5), 2, TimeSpan.FromMinutes(10)));

    public static string InstanceId(string warningId) => $"warning-{warningId}";

    /// <summary>Has a draft verified, announces each of its messages, and ends with it: dismissed, lapsed, cancelled or expired.</summary>
    [Function(nameof(WarningOrchestrator))]
    public static async Task<WarningStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WarningRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        if (!run.Verified && await VerifyAsync(context, run, changed) is var verdict && verdict is WarningStatus.Dismissed or WarningStatus.Lapsed) return verdict;

        for (var turn = 1; ; turn++)
        {
            var state = await context.CallActivityAsync<WarningTurn>(nameof(AnnounceWarningActivity), run.WarningId, Retry);
            if (state.Status != WarningStatus.Published) return state.Status;
            if (turn == Turns)
            {
                context.ContinueAsNew(run with { Verified = true });
                return state.Status;
            }

            await WaitAsync(context, run, changed, state.Expires!.Value.UtcDateTime);
        }
    }

    /// <summary>Asks the officer, reminds, asks the delegate, gives up; a decision ends it at any point.</summary>
    private static async Task<WarningStatus> VerifyAsync(TaskOrchestrationContext context, WarningRun run, RecurringEvent changed)
    {
        var start = context.CurrentUtcDateTime;
        var expires = new DateTimeOffset(DateTime.SpecifyKind(start, DateTimeKind.Utc)) + run.Times.Lapse;
        (VerificationStep Step, TimeSpan Until)[] steps =
        [
            (VerificationStep.Ask, run.Times.Reminder),
            (VerificationStep.Remind, run.Times.Delegate),
            (VerificationStep.AskDelegate, run.Times.Lapse),
        ];
        foreach (var (step, until) in steps)
        {
            await context.CallActivityAsync(nameof(AskVerifierActivity), new VerificationRequest(run.WarningId, step, expires), Retry);
            var status = await DecidedAsync(context, run, changed, start + until);
            if (status != WarningStatus.Draft) return status;
        }

        return await context.CallActivityAsync<WarningStatus>(nameof(LapseWarningActivity), run.WarningId, Retry);
    }

    private static async Task<WarningStatus> DecidedAsync(TaskOrchestrationContext context, WarningRun run, RecurringEvent changed, DateTime until)
    {
        var status = await ReadAsync(context, run);
        while (status == WarningStatus.Draft && context.CurrentUtcDateTime < until)
        {
            // Read after every wait: an event may be lost, doubled or early.
            await WaitAsync(context, run, changed, until);
            status = await ReadAsync(context, run);
        }

        return status;
    }

    private static Task<WarningStatus> ReadAsync(TaskOrchestrationContext context, WarningRun run) =>
        context.CallActivityAsync<WarningStatus>(nameof(ReadWarningActivity), run.WarningId, Retry);

    /// <summary>Until the warning changes, at the latest until the moment, and no longer than a recheck takes.</summary>
    private static async Task WaitAsync(TaskOrchestrationContext context, WarningRun run, RecurringEvent changed, DateTime until)
    {
        var left = until - context.CurrentUtcDateTime;
        if (left > TimeSpan.Zero) await changed.ComesBeforeAsync(context.CurrentUtcDateTime + (left < run.Times.Recheck ? left : run.Times.Recheck));
    }
}
