using FunctionsApp.Applications.Signing;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Partners;

/// <summary>Ends the asking of one partner.</summary>
public static class CloseConsent
{
    /// <summary>A draft again where no answer came; None where one came at the last moment.</summary>
    public static Change<SigningState> Decide(SigningState state, ConsentRun run, string actor)
    {
        if (!run.Awaits(state.Application)) return Change.None(state);
        var round = state.Application.Consents!;
        var lapsed = round.Of(run.Organisation)! with { State = ConsentState.Lapsed };
        return AnswerConsent.Close(state, round.With(lapsed), ConsentOutcome.Lapsed, actor, run.Organisation);
    }
}

public sealed class ReadConsentActivity(AggregateStore store)
{
    /// <summary>Null while the partner is asked.</summary>
    [Function(nameof(ReadConsentActivity))]
    public async Task<ConsentOutcome?> RunAsync([ActivityTrigger] ConsentRun run, CancellationToken cancellation)
    {
        var application = (await store.GetAsync(SigningAggregate.Kind, run.ApplicationId, cancellation)).State.Application;
        return run.Awaits(application) ? null : run.OutcomeOf(application);
    }
}

public sealed class CloseConsentActivity(AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters)
{
    /// <summary>Ends the asking, and writes to the drafter where this partner does not consent. Safe to run twice.</summary>
    [Function(nameof(CloseConsentActivity))]
    public async Task<ConsentOutcome> RunAsync([ActivityTrigger] ConsentRun run, CancellationToken cancellation)
    {
        var stored = await store.ChangeAsync(
            SigningAggregate.Kind, run.ApplicationId, state => CloseConsent.Decide(state, run, nameof(CloseConsentActivity)), cancellation);
        var application = stored.State.Application;
        if (application.Consents is { } round && round.Round == run.Round && round.EndedBy == run.Organisation
            && PartnerLetters.Closed(application, catalogue.Of(application)) is { } letter)
        {
            await letters.SendAsync(letter, cancellation);
        }

        return run.OutcomeOf(application);
    }
}
