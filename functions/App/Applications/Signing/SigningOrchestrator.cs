using System.Text.Json.Serialization;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Applications.Signing;

/// <summary>One asking for a signature.</summary>
public sealed record SigningRun(string ApplicationId, int Round)
{
    /// <summary>A round that was answered leaves nothing to close. False of runs that began before: they replay their closing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EndsByAnswer { get; init; }

    public string InstanceId => InstanceIdOf(ApplicationId, Round);

    public static SigningRun New(string applicationId, int round) => new(applicationId, round) { EndsByAnswer = true };

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
        var answer = await Asking.RunAsync(
            context, SigningQuestion.AskOf(run.ApplicationId, run.Round), new RecurringEvent(context, Changed),
            () => context.CallActivityAsync<SigningOutcome?>(nameof(ReadSigningActivity), run, ActivityRetries.Patient));
        if (run.EndsByAnswer && answer is { } ended and (SigningOutcome.Signed or SigningOutcome.Recalled)) return ended;
        return await context.CallActivityAsync<SigningOutcome>(nameof(CloseSigningActivity), run, ActivityRetries.Patient);
    }
}
