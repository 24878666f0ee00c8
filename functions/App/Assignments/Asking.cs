using FunctionsApp.Platform.Durable;
using Microsoft.DurableTask;

namespace FunctionsApp.Assignments;

/// <summary>The waiting of an orchestration for what people answer: asks, reminds, passes on, gives up.</summary>
public static class Asking
{
    /// <summary>The asking feature's outcome; null when everybody's time is over and it has none.</summary>
    /// <param name="changed">Raised when an answer is recorded. Lost or doubled, it changes nothing.</param>
    /// <param name="outcome">Calls the activity that reads the state; its result is null while the feature must wait.</param>
    public static async Task<T?> RunAsync<T>(TaskOrchestrationContext context, Ask ask, RecurringEvent changed, Func<Task<T?>> outcome)
        where T : struct
    {
        var opening = await OpenAsync(context, ask);
        while (opening.State == OpeningState.Blocked)
        {
            if (opening.GiveUp is { } end && context.CurrentUtcDateTime >= end.UtcDateTime) return await outcome();
            var tomorrow = context.CurrentUtcDateTime.AddDays(1);
            await changed.ComesBeforeAsync(opening.GiveUp is { } giveUp && giveUp.UtcDateTime < tomorrow ? giveUp.UtcDateTime : tomorrow);
            if (await outcome() is { } early) return early;
            opening = await OpenAsync(context, ask);
        }

        if (opening.Ladder is not { } ladder) return await outcome();
        if (ladder.Remind is { } remind)
        {
            if (await UntilAsync(context, changed, remind, outcome) is { } inTime) return inTime;
            await context.CallActivityAsync(nameof(RemindAssigneesActivity), ask, ActivityRetries.Patient);
        }

        if (await UntilAsync(context, changed, ladder.Due, outcome) is { } punctual) return punctual;
        await context.CallActivityAsync(nameof(EscalateAssignmentsActivity), new AskAt(ask, context.CurrentUtcDateTime),
            ActivityRetries.Patient);
        if (await UntilAsync(context, changed, ladder.Lapse, outcome) is { } late) return late;
        await context.CallActivityAsync(nameof(LapseAssignmentsActivity), ask, ActivityRetries.Patient);
        return await outcome();
    }

    private static Task<Opening> OpenAsync(TaskOrchestrationContext context, Ask ask) =>
        context.CallActivityAsync<Opening>(nameof(OpenAssignmentsActivity), new AskAt(ask, context.CurrentUtcDateTime),
            ActivityRetries.Patient);

    /// <summary>The outcome, or null when the moment came first.</summary>
    private static async Task<T?> UntilAsync<T>(TaskOrchestrationContext context, RecurringEvent changed, DateTimeOffset moment,
        Func<Task<T?>> outcome)
        where T : struct
    {
        using var stopTimer = new CancellationTokenSource();
        var timer = context.CreateTimer(moment.UtcDateTime, stopTimer.Token);
        while (await Task.WhenAny(changed.Next, timer) != timer)
        {
            changed.Take();
            if (await outcome() is not { } result) continue;
            stopTimer.Cancel();
            return result;
        }

        // An event may have been lost, or wait behind the timer.
        return await outcome();
    }
}
