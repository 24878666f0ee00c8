using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Alerts;

/// <summary>The alerts of one sector on one day, Asia/Shanghai.</summary>
public sealed record AlertRun(string Sector, DateOnly Day);

public static class AlertOrchestrator
{
    /// <summary>The same for the same sector and day: a repeated tick finds the run of the first.</summary>
    public static string InstanceId(AlertRun run) => $"alert-{run.Sector}-{run.Day:yyyy-MM-dd}";

    /// <summary>Gathers what is pending into alerts, then publishes what is unpublished, also what an earlier run left.</summary>
    [Function(nameof(AlertOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AlertRun run)
    {
        var more = true;
        for (var number = 1; more; number++)
        {
            var gathering = new AlertGathering(run.Sector, run.Day, number, context.CurrentUtcDateTime);
            more = await context.CallActivityAsync<bool>(nameof(GatherAlertActivity), gathering, ActivityRetries.Patient);
        }

        await context.CallActivityAsync(nameof(PublishAlertsActivity), run.Sector, ActivityRetries.Patient);
    }
}
