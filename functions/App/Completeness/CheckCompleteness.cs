using FunctionsApp.Applications;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Completeness;

/// <param name="At">When the stage opens, UTC: the same for each attempt.</param>
public sealed record CompletenessRequest(StageRequest Stage, DateTimeOffset At);

/// <summary>The application does not meet conditions of its programme: the review rejects it.</summary>
/// <param name="Reasons">Of the conditions that are not met, or not known to be.</param>
[ShownAs(Right.Course)]
public sealed record EligibilityNotMet(string Stage, int Round, IReadOnlyList<LocalizedText> Reasons) : Fact;

/// <summary>What needs no person: eligibility, each required document accepted with its digest, and a complete form.</summary>
public static class CheckCompleteness
{
    private static readonly LocalizedText Missing = new("必需材料缺失或尚未通过检查", "The required document is missing or has not passed its checks");

    private static readonly LocalizedText Incomplete = new("申请表中的该字段未填写完整", "This field of the form is not complete");

    /// <summary>Closes the stage where no person is needed; None where people are asked next, and when it is closed already.</summary>
    public static Change<ReviewState> Decide(ReviewState state, ProgrammeDefinition definition, CompletenessRequest request)
    {
        var (_, name, round) = request.Stage;
        if (state.Run(name, round) is not null || state.Application.Status != ApplicationStatus.Submitted) return Change.None(state);
        var (outcome, items) = Check(state.Application, definition.Guide);
        IReadOnlyList<LocalizedText> unmet = outcome == StageOutcome.Passed
            ? Eligibility.Unmet(state.Application, state.Answers, definition, request.At) : [];
        if (unmet.Count > 0) outcome = StageOutcome.Rejected;
        if (outcome == StageOutcome.Passed && ((CompletenessDefinition)definition.Stage(name)).Role is not null) return Change.None(state);

        var closed = CloseStage.Decide(
            state, new StageRun(name, round, StageRunState.Open, request.At) { Reasons = Reasons(state.Application, unmet) },
                new StageEnd(outcome, items, new StageClosed(name, round, outcome, 0, 0, 0, 0)),
            nameof(CheckCompletenessActivity));
        Fact[] refused = unmet.Count == 0 ? [] : [new EligibilityNotMet(name, round, unmet)];
        var opened = Change.To(state, nameof(CheckCompletenessActivity), [new StageOpened(name, round, 0, null), .. refused]);
        return closed with { Facts = [.. opened.Facts, .. closed.Facts] };
    }

    /// <summary>What the applicant's letter and page say; null where no condition is in the way.</summary>
    private static IReadOnlyList<string>? Reasons(Application application, IReadOnlyList<LocalizedText> unmet) =>
        unmet.Count == 0 ? null : [.. unmet.Select(reason => reason.In(application.Applicant.Language))];

    /// <summary>Not eligible rejects; missing documents return, in the applicant's language.</summary>
    public static (StageOutcome Outcome, IReadOnlyList<ReturnItem> Items) Check(Application application, Guide guide)
    {
        var subject = application.Subject;
        var eligible = (guide.Sectors.Count == 0 || guide.Sectors.Contains(subject.Sector))
            && guide.Allows(subject.Amount);
        if (!eligible) return (StageOutcome.Rejected, []);
        var items = application.Asked
            .Where(slot => slot is { Required: true, Promise: not { State: PromiseState.Open } }
                && (slot.State != DocumentState.Accepted || string.IsNullOrEmpty(slot.Sha256)))
            .Select(slot => new ReturnItem(slot.Type, Missing.In(application.Applicant.Language)))
            .Concat((application.Form?.Incomplete ?? []).Select(key =>
                new ReturnItem(null, Incomplete.In(application.Applicant.Language), key)))
            .ToList();
        return (items.Count == 0 ? StageOutcome.Passed : StageOutcome.Returned, items);
    }
}

public sealed class CheckCompletenessActivity(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>The stage's outcome; null where people are asked next. Safe to run twice: a closed stage keeps its outcome.</summary>
    [Function(nameof(CheckCompletenessActivity))]
    public async Task<StageOutcome?> RunAsync([ActivityTrigger] CompletenessRequest request, CancellationToken cancellation)
    {
        var stored = await store.ChangeAsync(
            ReviewAggregate.Kind, request.Stage.ApplicationId, state =>
                CheckCompleteness.Decide(state, catalogue.Of(state.Application), request), cancellation);
        return stored.State.Run(request.Stage.Stage, request.Stage.Round) is { } run ? run.Outcome : stored.State.Application.IsOver
            ? StageOutcome.Withdrawn : null;
    }
}
