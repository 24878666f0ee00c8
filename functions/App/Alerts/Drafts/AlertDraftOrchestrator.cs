using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Alerts.Drafts;

public sealed record AlertDraftRun(string AlertId)
{
    public static string InstanceIdOf(string alertId) => $"alert-draft-{alertId}";
}

public static class AlertDraftOrchestrator
{
    /// <summary>Event: look again, the draft was answered or withdrawn. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Has a draft approved, waits for its time, publishes it. A draft that is not approved in time is rejected.</summary>
    [Function(nameof(AlertDraftOrchestrator))]
    public static async Task<AlertDraftStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AlertDraftRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        var turn = await Asking.RunAsync(
            context, AlertQuestion.AskOf(run.AlertId), changed, () => LookAsync(context, run, nameof(ReadAlertDraftActivity)))
            ?? await LookAsync(context, run, nameof(LapseAlertDraftActivity));
        while (turn is { Status: AlertDraftStatus.Approved, PublishAt: var moment } && await changed.ComesBeforeAsync(moment.UtcDateTime))
        {
            turn = await LookAsync(context, run, nameof(ReadAlertDraftActivity));
        }

        if (turn is not { Status: AlertDraftStatus.Approved })
        {
            return turn?.Status ?? throw new InvalidOperationException($"Alert {run.AlertId} is a draft again.");
        }

        var sectors = await context.CallActivityAsync<IReadOnlyList<string>>(
            nameof(PublishAlertDraftActivity), run.AlertId, ActivityRetries.Patient);
        foreach (var sector in sectors) await context.CallActivityAsync(nameof(PublishAlertsActivity), sector, ActivityRetries.Patient);
        return sectors.Count == 0 ? AlertDraftStatus.Withdrawn : AlertDraftStatus.Published;
    }

    private static Task<AlertDraftTurn?> LookAsync(TaskOrchestrationContext context, AlertDraftRun run, string activity) =>
        context.CallActivityAsync<AlertDraftTurn?>(activity, run.AlertId, ActivityRetries.Patient);
}
