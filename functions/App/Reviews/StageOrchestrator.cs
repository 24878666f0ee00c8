using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Reviews;

public static class StageOrchestrator
{
    /// <summary>Event: look again, a decision was recorded or the application withdrawn. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Opens the stage, waits for its outcome or its times, closes it. A missed time is an outcome, not an error.</summary>
    [Function(nameof(StageOrchestrator))]
    public static async Task<StageResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request)
    {
        var changed = new RecurringEvent(context, Changed);
        var opening = await OpenAsync(context, request, changed);
        if (opening.Result is { } early) return early;

        await NotifyAsync(context, request, NotifyAssigneesActivity.Opened);
        var run = opening.Run!;
        if (run.Reminder is { } reminder)
        {
            if (await UntilAsync(context, request, changed, reminder) is { } inTime) return inTime;
            await NotifyAsync(context, request, NotifyAssigneesActivity.Reminder);
        }

        if (await UntilAsync(context, request, changed, run.Due) is { } punctual) return punctual;
        await context.CallActivityAsync(nameof(EscalateActivity), new OpenStage(request, context.CurrentUtcDateTime), ReviewRetries.Patient);
        await NotifyAsync(context, request, NotifyAssigneesActivity.Escalated);

        if (await UntilAsync(context, request, changed, run.DelegateDue) is { } late) return late;
        await context.CallActivityAsync(nameof(LapseActivity), request, ReviewRetries.Patient);
        return await CloseAsync(context, request) ?? throw new InvalidOperationException($"Stage {request.InstanceId} has no outcome although nobody is left to be heard.");
    }

    private static async Task<StageOpening> OpenAsync(TaskOrchestrationContext context, StageRequest request, RecurringEvent changed)
    {
        var opening = await TryToOpenAsync(context, request);
        while (opening.Blocked)
        {
            await changed.ComesBeforeAsync(context.CurrentUtcDateTime.AddDays(1));
            opening = await TryToOpenAsync(context, request);
        }

        return opening;
    }

    private static Task<StageOpening> TryToOpenAsync(TaskOrchestrationContext context, StageRequest request) =>
        context.CallActivityAsync<StageOpening>(nameof(OpenStageActivity), new OpenStage(request, context.CurrentUtcDateTime), ReviewRetries.Patient);

    /// <summary>The stage's result, or null when the moment came first.</summary>
    private static async Task<StageResult?> UntilAsync(TaskOrchestrationContext context, StageRequest request, RecurringEvent changed, DateTimeOffset moment)
    {
        using var stopTimer = new CancellationTokenSource();
        var timer = context.CreateTimer(moment.UtcDateTime, stopTimer.Token);
        while (await Task.WhenAny(changed.Next, timer) != timer)
        {
            changed.Take();
            if (await CloseAsync(context, request) is not { } result) continue;
            stopTimer.Cancel();
            return result;
        }

        // An event may have been lost, or wait behind the timer.
        return await CloseAsync(context, request);
    }

    private static Task<StageResult?> CloseAsync(TaskOrchestrationContext context, StageRequest request) =>
        context.CallActivityAsync<StageResult?>(nameof(CloseStageActivity), request, ReviewRetries.Patient);

    private static Task NotifyAsync(TaskOrchestrationContext context, StageRequest request, string template) =>
        context.CallActivityAsync(nameof(NotifyAssigneesActivity), new AssigneeNotice(request, template), ReviewRetries.Patient);
}
