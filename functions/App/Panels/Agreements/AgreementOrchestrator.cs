using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Panels.Agreements;

/// <param name="Id">Of the agreement.</param>
public sealed record AgreementRun(string Id)
{
    public static string InstanceIdOf(string id) => $"agreement-{id}";
}

public static class AgreementOrchestrator
{
    /// <summary>Event: look again, the expert answered. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Asks an expert for the agreement of a year, until it is answered or its time is over.</summary>
    [Function(nameof(AgreementOrchestrator))]
    public static async Task<AgreementState> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AgreementRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        return await Asking.RunAsync(
                context, AgreementQuestion.AskOf(run.Id), changed, () => LookAsync(context, run, nameof(ReadAgreementActivity)))
            ?? await LookAsync(context, run, nameof(LapseAgreementActivity))
            ?? throw new InvalidOperationException($"The agreement {run.Id} is asked again.");
    }

    private static Task<AgreementState?> LookAsync(TaskOrchestrationContext context, AgreementRun run, string activity) =>
        context.CallActivityAsync<AgreementState?>(activity, run.Id, ActivityRetries.Patient);
}
