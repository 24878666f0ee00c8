using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Applications.Signing;

/// <summary>One asking for a signature.</summary>
public sealed record SigningRun(string ApplicationId, int Round)
{
    public string InstanceId => InstanceIdOf(ApplicationId, Round);

    public static string InstanceIdOf(string applicationId, int round) => $"signing-{applicationId}-{round}";
}

public static class SigningOrchestrator
{
    /// <summary>Event: look again, it was answered or taken back. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Waits for the organisation's signatory; an application that is not signed in time is a draft again.</summary>
    [Function(nameof(SigningOrchestrator))]
    public static async Task<SigningOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SigningRun run)
    {
        await Asking.RunAsync(
            context, SigningQuestion.AskOf(run.ApplicationId, run.Round), new RecurringEvent(context, Changed),
            () => context.CallActivityAsync<SigningOutcome?>(nameof(ReadSigningActivity), run, ActivityRetries.Patient));
        return await context.CallActivityAsync<SigningOutcome>(nameof(CloseSigningActivity), run, ActivityRetries.Patient);
    }
}
