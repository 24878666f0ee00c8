using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.Programmes.Stages;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

public enum Conclusion
{
    Approve,
    Reject,

    /// <summary>A return after the last round of corrections: rejected.</summary>
    RoundsExhausted,

    /// <summary>No corrections in time: rejected, unless they came at the last moment.</summary>
    SupplementOverdue,
}

/// <param name="Stage">That decided, or that returned.</param>
public sealed record ConcludeRequest(string ApplicationId, Conclusion Conclusion, int Round, string Stage);

public sealed class ConcludeReviewActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, LetterSender letters, PostponeReview postpone,
    AppealTimes appeals, TimeProvider time)
{
    /// <summary>Approves or rejects, writes to applicant and partners, answers what the application is now. Safe to run twice.</summary>
    [Function(nameof(ConcludeReviewActivity))]
    public async Task<ApplicationStatus> RunAsync([ActivityTrigger] ConcludeRequest conclude, CancellationToken cancellation)
    {
        // Returned: a holiday notice or an extension has given the corrections more time, and the review waits for them again.
        if (conclude.Conclusion == Conclusion.SupplementOverdue && await postpone.RunAsync(conclude.ApplicationId, cancellation))
        {
            return ApplicationStatus.Returned;
        }

        var at = time.GetUtcNow();
        var stored = await store.ChangeAsync(ReviewAggregate.Kind, conclude.ApplicationId, state =>
            Decide(state, catalogue.Of(state.Application), conclude, at, appeals.Period), cancellation);
        var application = stored.State.Application;
        var definition = catalogue.Of(application);
        if (ReviewLetters.Concluded(application, definition) is { } letter) await letters.SendAsync(letter, cancellation);
        foreach (var each in PartnerLetters.Concluded(application, definition, staff)) await letters.SendAsync(each, cancellation);
        return application.Status;
    }

    /// <summary>
    /// None when it is concluded, withdrawn, or corrected in time. A rejection keeps its reasons for the applicant; an approval states
    /// the stages that the app did not hold.
    /// </summary>
    public static Change<ReviewState> Decide(
        ReviewState state, ProgrammeDefinition definition, ConcludeRequest conclude, DateTimeOffset at, AppealPeriod period)
    {
        var change = Decide(state.Application, definition, conclude, at);
        if (change.Facts.Count == 0) return Change.None(state);
        var refusal = change.Next.Status != ApplicationStatus.Rejected ? null : new Refusal(
            ReviewTexts.Reason(conclude.Conclusion, definition.Stage(conclude.Stage).Title),
            conclude.Conclusion != Conclusion.Reject ? [] :
            state.Run(conclude.Stage, conclude.Round)?.Reasons ??
            [
                .. state.DecisionsOf(conclude.Stage, conclude.Round)
                    .Where(decision => decision is { Kind: DecisionKind.Reject, Comment: not null })
                    .Select(decision => decision.Comment!).Distinct(),
            ]);
        if (refusal is not null) refusal = AppealRules.With(refusal, state, definition, conclude, period, at);
        var passedOver = change.Next.Status != ApplicationStatus.Approved ? [] : definition.Stages.Where(stage => !stage.IsHeld)
            .Select(stage => new NewFact(nameof(ConcludeReviewActivity), new StagePassedOver(stage.Name)));
        return new Change<ReviewState>(
            state with { Application = change.Next with { Refusal = refusal } }, [.. passedOver, .. change.Facts]);
    }

    /// <summary>None when it is concluded, withdrawn, corrected in time, or has been given more time.</summary>
    public static Change<Application> Decide(Application application, ProgrammeDefinition definition, ConcludeRequest conclude,
        DateTimeOffset at) => conclude.Conclusion switch
    {
        Conclusion.Approve => ConcludeApplication.Approve(application, definition, nameof(ConcludeReviewActivity), at),
        Conclusion.SupplementOverdue when application.Status != ApplicationStatus.Returned
            || application.Supplement.Round != conclude.Round || PostponeReview.HasMore(application, at) => Change.None(application),
        _ => ConcludeApplication.Reject(application, nameof(ConcludeReviewActivity), at),
    };
}
