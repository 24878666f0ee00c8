using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Signing;

/// <summary>Ends one asking for a signature.</summary>
public static class CloseSigning
{
    /// <summary>A draft again where no answer came; None where one came at the last moment.</summary>
    public static Change<SigningState> Decide(SigningState state, int round, string actor, DateTimeOffset at)
    {
        if (!state.Awaits(round)) return Change.None(state);
        var lapsed = AnswerSigning.Close(state.Application, SigningOutcome.Lapsed, actor, at);
        return new Change<SigningState>(state with { Application = lapsed.Next }, lapsed.Facts).WithoutOpen();
    }
}

public sealed class ReadSigningActivity(AggregateStore store)
{
    /// <summary>Null while the round is asked.</summary>
    [Function(nameof(ReadSigningActivity))]
    public async Task<SigningOutcome?> RunAsync([ActivityTrigger] SigningRun run, CancellationToken cancellation)
    {
        var state = (await store.GetAsync(SigningAggregate.Kind, run.ApplicationId, cancellation)).State;
        if (state.Awaits(run.Round)) return null;
        // Whoever asks again took the earlier round back first.
        return state.Application.Signing is { Outcome: { } outcome } round && round.Round == run.Round ? outcome : SigningOutcome.Recalled;
    }
}

public sealed class CloseSigningActivity(AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters, TimeProvider time)
{
    /// <summary>Ends the round, and writes to the drafter where it was not signed. Safe to run twice.</summary>
    [Function(nameof(CloseSigningActivity))]
    public async Task<SigningOutcome> RunAsync([ActivityTrigger] SigningRun run, CancellationToken cancellation)
    {
        var stored = await store.ChangeAsync(SigningAggregate.Kind, run.ApplicationId, state =>
            CloseSigning.Decide(state, run.Round, nameof(CloseSigningActivity), time.GetUtcNow()), cancellation);
        var application = stored.State.Application;
        if (application.Signing is not { Outcome: { } outcome } round || round.Round != run.Round) return SigningOutcome.Recalled;
        var letter = SigningLetters.Closed(application, catalogue.Of(application));
        if (letter is not null) await letters.SendAsync(letter, cancellation);
        return outcome;
    }
}
