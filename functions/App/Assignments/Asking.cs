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
        (Func<Ladder, DateTimeOffset?> At, string Activity, Func<object> Input)[] steps =
        [
            (times => times.Remind, nameof(RemindAssigneesActivity), () => Reminder.Of(ask, 0)),
            (times => times.RemindAgain, nameof(RemindAssigneesActivity), () => Reminder.Of(ask, 1)),
            (times => times.Due, nameof(EscalateAssignmentsActivity), () => new AskAt(ask, context.CurrentUtcDateTime)),
            (times => times.Lapse, nameof(LapseAssignmentsActivity), () => ask),
        ];
        foreach (var (at, activity, input) in steps)
        {
            while (at(ladder) is { } moment)
            {
                if (await UntilAsync(context, changed, moment, outcome) is { } inTime) return inTime;
                // A step that a holiday notice has made later answers the ladder to wait for.
                if (await context.CallActivityAsync<Ladder?>(activity, input(), ActivityRetries.Patient) is not { } later) break;
                ladder = later;
            }
        }

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
