using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.PublicNotices;

/// <summary>Does all that a notice needs at a moment.</summary>
public static class CheckNotice
{
    /// <summary>None while it must wait for people or time, and once it has an outcome.</summary>
    /// <param name="isOver">The application was withdrawn.</param>
    public static Change<NoticeState> Decide(NoticeState state, bool isOver, WorkingCalendar calendar, DateTimeOffset at)
    {
        if (state.Notice.Outcome is not null) return Change.None(state);
        if (isOver) return CloseNotice.Decide(state, StageOutcome.Withdrawn);
        return at < NoticeTimes.Result(state.Notice.Span, calendar) ? Change.None(state) : CloseNotice.Decide(state, StageOutcome.Passed);
    }

    /// <summary>The first time after the check at which something may be due.</summary>
    public static DateTimeOffset Next(NoticeState state, WorkingCalendar calendar, DateTimeOffset at)
    {
        var span = state.Notice.Span;
        return new[] { NoticeTimes.Ends(span, calendar), NoticeTimes.Result(span, calendar) }
            .Where(moment => moment > at).DefaultIfEmpty(at.AddDays(1)).Min();
    }
}

public sealed class CheckNoticeActivity(AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar)
{
    /// <summary>Opens, looks after, and closes the notice. Safe to run twice: a notice has one id for a stage and round.</summary>
    [Function(nameof(CheckNoticeActivity))]
    public async Task<StageProgress> RunAsync([ActivityTrigger] StageCheck check, CancellationToken cancellation)
    {
        var (stage, id) = (check.Stage, PublicNotice.IdOf(check.Stage));
        var review = (await store.GetAsync(ReviewAggregate.Kind, stage.ApplicationId, cancellation)).State;
        var run = review.Run(stage.Stage, stage.Round);
        if (run is { State: StageRunState.Closed, Outcome: { } closed }) return new StageProgress(closed, null);
        if (run is null && !review.Application.IsOver) await OpenAsync(review, check, cancellation);
        // Withdrawn before it was ever opened.
        if (await store.FindAsync(NoticeAggregate.Kind, id, cancellation) is null) return new StageProgress(StageOutcome.Withdrawn, null);

        var isOver = review.Application.IsOver;
        var state = (await store.ChangeAsync(
            NoticeAggregate.Kind, id, current => CheckNotice.Decide(current, isOver, calendar, check.At), cancellation)).State;
        if (state.Notice.Outcome is not { } outcome) return new StageProgress(null, CheckNotice.Next(state, calendar, check.At));
        var ended = (await store.ChangeAsync(
            ReviewAggregate.Kind, stage.ApplicationId, current => CloseNotice.Decide(current, state), cancellation)).State;
        return new StageProgress(ended.Run(stage.Stage, stage.Round)?.Outcome ?? outcome, null);
    }

    private async Task OpenAsync(ReviewState review, StageCheck check, CancellationToken cancellation)
    {
        var code = review.Application.Applicant.Organisation.Value;
        var organisation = (await store.FindAsync(OrganisationAggregate.Kind, code, cancellation))?.State.Name ?? code;
        var notice = OpenNotice.Of(review, catalogue.Of(review.Application), check.Stage, organisation, check.At, calendar);
        // As an earlier attempt stored it, if there was one.
        var stored = (await store.PutAsync(
            NoticeAggregate.Kind, notice.Id, current => OpenNotice.Decide(current, notice), cancellation)).State.Notice;
        await store.ChangeAsync(
            ReviewAggregate.Kind, check.Stage.ApplicationId, current => OpenNotice.Decide(current, stored), cancellation);
    }
}
