using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Applications.Partners;

/// <summary>One asking of one partner.</summary>
/// <param name="Organisation">Credit code of the partner.</param>
public sealed record ConsentRun(string ApplicationId, int Round, string Organisation)
{
    public string InstanceId => InstanceIdOf(ApplicationId, Round, Organisation);

    public static string InstanceIdOf(string applicationId, int round, string organisation) =>
        $"consent-{applicationId}-{round}-{organisation}";

    /// <summary>Whether the partner is asked now.</summary>
    public bool Awaits(Application application) =>
        application is { Status: ApplicationStatus.Consenting, Consents: { Outcome: null } round } && round.Round == Round
        && round.Of(Organisation) is { State: ConsentState.Asked };

    /// <summary>What came of it. Whoever asks again took the earlier round back first.</summary>
    public ConsentOutcome OutcomeOf(Application application) => application.Consents is not { } round || round.Round != Round
        ? ConsentOutcome.Recalled
        : round.Of(Organisation) is { State: ConsentState.Consented } ? ConsentOutcome.Agreed : round.Outcome ?? ConsentOutcome.Recalled;
}

public static class ConsentOrchestrator
{
    /// <summary>Event: look again, it was answered or taken back. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Waits for a partner; an application to which one does not consent in time is a draft again.</summary>
    [Function(nameof(ConsentOrchestrator))]
    public static async Task<ConsentOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ConsentRun run)
    {
        await Asking.RunAsync(
            context, ConsentQuestion.AskOf(run), new RecurringEvent(context, Changed),
            () => context.CallActivityAsync<ConsentOutcome?>(nameof(ReadConsentActivity), run, ActivityRetries.Patient));
        return await context.CallActivityAsync<ConsentOutcome>(nameof(CloseConsentActivity), run, ActivityRetries.Patient);
    }
}
