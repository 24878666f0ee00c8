using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>The applicant took the application back: the review ends.</summary>
[ShownAs(Right.Course)]
public sealed record ApplicationWithdrawn : Fact;

/// <summary>Takes an application back.</summary>
public static class WithdrawApplication
{
    /// <summary>Withdrawn already: nothing happens.</summary>
    /// <exception cref="ProblemException">not-open: it is decided.</exception>
    public static Change<Application> Decide(Application application, string actor, DateTimeOffset at)
    {
        if (application.Status == ApplicationStatus.Withdrawn) return Change.None(application);
        if (application.IsOver) throw ApplicationProblems.NotOpenNow(application);
        var next = application with { Status = ApplicationStatus.Withdrawn, DecidedAt = at.ToUniversalTime() };
        if (application is { Status: ApplicationStatus.Consenting, Consents: { } asked })
        {
            var closed = AnswerConsent.Closed(next, asked, ConsentOutcome.Withdrawn, actor);
            return new Change<Application>(
                closed.Next with { Status = ApplicationStatus.Withdrawn },
                [.. closed.Facts, new NewFact(actor, new ApplicationWithdrawn())]);
        }

        if (application is not { Status: ApplicationStatus.Signing, Signing: { } round })
        {
            return Change.To(next, actor, new ApplicationWithdrawn());
        }

        return Change.To(next with { Signing = round with { Outcome = SigningOutcome.Withdrawn } }, actor,
            [new SigningClosed(round.Round, SigningOutcome.Withdrawn), new ApplicationWithdrawn()]);
    }

    /// <summary>For a caller who may change the application; with it what is asked of partners and signatory ends.</summary>
    /// <exception cref="ProblemException">not-found; as <see cref="Decide"/>; precondition-failed.</exception>
    public static Task<Stored<SigningState>> WithdrawAsync(this AggregateStore store, string id, Caller caller, DateTimeOffset at,
        CancellationToken cancellation, Precondition precondition = default) =>
        !Ids.IsId(id) ? throw PlatformProblems.NotFound.With() : store.ChangeAsync(SigningAggregate.Kind, id, state =>
        {
            ApplicationAccess.RequireOwn(caller, state.Application);
            var change = Decide(state.Application, caller.Id, at);
            return new Change<SigningState>(state with { Application = change.Next }, change.Facts).WithoutOpen();
        }, cancellation, precondition);
}
