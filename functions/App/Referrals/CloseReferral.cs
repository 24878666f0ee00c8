using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Referrals;

/// <summary>Institutions gave no answer.</summary>
/// <param name="Lapsed">Credit codes of those that did not answer in time.</param>
/// <param name="NoContact">Credit codes of those of which none could be asked.</param>
[ShownAs(Right.Course)]
public sealed record InstitutionsSilent(
    string Stage, int Round, IReadOnlyList<string> Lapsed, IReadOnlyList<string> NoContact) : Fact;

/// <summary>Opens the stage, and closes it once no institution is waited for. It never rejects.</summary>
public static class CloseReferral
{
    private const string Actor = nameof(CheckReferralActivity);

    /// <summary>A referral to each institution that was chosen; None where there are, and where nothing is under review.</summary>
    public static Change<ReferredState> Open(
        ReferredState state, StageRequest request, ReferralDefinition stage, DateTimeOffset at, WorkingCalendar calendar)
    {
        var (name, round, review) = (request.Stage, request.Round, state.Review);
        if (review.Application.Status != ApplicationStatus.Submitted || review.Run(name, round) is not null) return Change.None(state);
        var times = ReferralQuestion.Ladder(stage).Start(at, calendar);
        var run = new StageRun(name, round, StageRunState.Open, at.ToUniversalTime()) { Due = times.Lapse.ToUniversalTime() };
        var institutions = ChooseInstitutions.Of(review, stage, round);
        var asked = institutions.Select(each => new Referral(name, round, each.Code.Value, ReferralState.Asked, at.ToUniversalTime()));
        return Change.To(
            new ReferredState(review.With(run), [.. state.Referrals, .. asked]), Actor,
            new StageOpened(name, round, institutions.Count, times.Due));
    }

    /// <summary>What time or a withdrawal brought; None while institutions may still answer.</summary>
    public static Change<ReferredState> Decide(ReferredState state, StageRequest request, DateTimeOffset at)
    {
        if (state.Review.Run(request.Stage, request.Round) is not { State: not StageRunState.Closed } run) return Change.None(state);
        if (state.Review.Application.IsOver) return End(
            Each(state, request, _ => ReferralState.Ended, at), request, run, StageOutcome.Withdrawn, []);
        if (state.Review.Application.Status != ApplicationStatus.Submitted) return Change.None(state);

        var next = Each(state, request, referral => Silence(state, request, referral, run, at), at);
        var silent = Changed(state, next, request);
        IReadOnlyList<NewFact> facts = silent.Count == 0 ? [] :
        [
            new NewFact(Actor, new InstitutionsSilent(
                request.Stage, request.Round, Codes(silent, ReferralState.Lapsed), Codes(silent, ReferralState.NoContact))),
        ];
        return next.Of(request.Stage, request.Round).Any(each => each.State == ReferralState.Asked)
            ? new Change<ReferredState>(next, facts) : End(next, request, run, StageOutcome.Passed, facts);
    }

    /// <summary>What an institution that is asked has come to.</summary>
    private static ReferralState Silence(ReferredState state, StageRequest request, Referral referral, StageRun run, DateTimeOffset at)
    {
        var asked = state.Review.Assignments.Of(ReferralQuestion.AskOf(request, referral.Institution));
        if (asked.Count == 0) return at >= run.Due ? ReferralState.NoContact : ReferralState.Asked;
        return asked.Any(each => each.State == AssignmentState.Open) ? ReferralState.Asked : ReferralState.Lapsed;
    }

    private static ReferredState Each(
        ReferredState state, StageRequest request, Func<Referral, ReferralState> become, DateTimeOffset at) =>
        state.Of(request.Stage, request.Round).Where(each => each.State == ReferralState.Asked)
            .Select(each => each with { State = become(each) }).Where(each => each.State != ReferralState.Asked)
            .Aggregate(state, (next, each) => next.With(each with { ChangedAt = at.ToUniversalTime() }));

    private static IReadOnlyList<Referral> Changed(ReferredState before, ReferredState next, StageRequest request) =>
        [.. next.Of(request.Stage, request.Round).Except(before.Of(request.Stage, request.Round))];

    private static Change<ReferredState> End(
        ReferredState state, StageRequest request, StageRun run, StageOutcome outcome, IReadOnlyList<NewFact> facts)
    {
        var referrals = state.Of(request.Stage, request.Round);
        var undecided = referrals.Count(each => each.State is ReferralState.Lapsed or ReferralState.NoContact);
        var open = referrals.SelectMany(each => state.Review.Assignments.Of(ReferralQuestion.AskOf(request, each.Institution))).ToList();
        var review = state.Review with { Assignments = state.Review.Assignments.With(open.Cancelled()) };
        var fact = new StageClosed(request.Stage, request.Round, outcome, 0, 0, 0, undecided);
        var closed = CloseStage.Decide(review, run, new StageEnd(outcome, [], fact), Actor);
        return new Change<ReferredState>(state with { Review = closed.Next }, [.. facts, .. closed.Facts]);
    }

    private static IReadOnlyList<string> Codes(IReadOnlyList<Referral> referrals, ReferralState state) =>
        [.. referrals.Where(each => each.State == state).Select(each => each.Institution)];
}
