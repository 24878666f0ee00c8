using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>The examination of an application's appeal: there is one at most.</summary>
public sealed record AppealRun(string ApplicationId)
{
    public string InstanceId => InstanceIdOf(ApplicationId);

    public static string InstanceIdOf(string applicationId) => $"appeal-{applicationId}";
}

public static class AppealOrchestrator
{
    /// <summary>Event: look again, it was ruled. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Asks one person after the other until one rules: silence dismisses no appeal.</summary>
    [Function(nameof(AppealOrchestrator))]
    public static async Task<AppealRuling> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AppealRun run)
    {
        await context.CallActivityAsync(nameof(ReceiveAppealActivity), run, ActivityRetries.Patient);
        var changed = new RecurringEvent(context, Changed);
        for (var attempt = 0; ; attempt++)
        {
            var ruling = await Asking.RunAsync(
                context, AppealQuestion.AskOf(run.ApplicationId, attempt), changed,
                () => context.CallActivityAsync<AppealRuling?>(nameof(ReadAppealActivity), run, ActivityRetries.Patient));
            if (ruling is null) continue;
            return await context.CallActivityAsync<AppealRuling>(nameof(CloseAppealActivity), run, ActivityRetries.Patient);
        }
    }
}
