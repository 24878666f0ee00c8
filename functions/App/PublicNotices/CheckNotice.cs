using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.PublicNotices;

/// <summary>Does all that a notice needs at a moment.</summary>
public static class CheckNotice
{
    /// <summary>None while it must wait for people or time, and once it has an outcome. An undecided objection never lapses.</summary>
    /// <param name="isOver">The application was withdrawn.</param>
    public static Change<NoticeState> Decide(NoticeState state, bool isOver, WorkingCalendar calendar, DateTimeOffset at)
    {
        if (state.Notice.Outcome is not null) return Change.None(state);
        if (isOver) return CloseNotice.Decide(state, StageOutcome.Withdrawn);
        if (at < NoticeTimes.Result(state.Notice.Span, calendar) || Undecided(state).Count > 0) return Change.None(state);
        return CloseNotice.Decide(
            state, state.Rulings.Any(ruling => ruling.Ruling == Ruling.Upheld) ? StageOutcome.Rejected : StageOutcome.Passed);
    }

    /// <summary>The first time after the check at which something may be due.</summary>
    public static DateTimeOffset Next(NoticeState state, WorkingCalendar calendar, DateTimeOffset at)
    {
        var moments = new List<DateTimeOffset> { NoticeTimes.Result(state.Notice.Span, calendar) };
        foreach (var objection in Undecided(state))
        {
            var asked = state.Assignments.Of(ObjectionQuestion.AskOf(state.Notice.Id, objection.Number));
            moments.AddRange(asked.Where(each => each.State == AssignmentState.Open).SelectMany(each => new[] { each.Due, each.Lapses }));
            // Where no one may be asked, it is tried again daily.
            moments.Add(
                asked is [var first, ..] ? NoticeTimes.Ladder(state.Notice).Start(first.OpenedAt, calendar).Remind ?? at : at.AddDays(1));
        }

        return moments.Where(moment => moment > at).DefaultIfEmpty(at.AddDays(1)).Min().ToUniversalTime();
    }

    public static IReadOnlyList<Objection> Undecided(NoticeState state) =>
        [.. state.Objections.Where(objection => state.RulingOn(objection.Number) is null)];
}

public sealed class CheckNoticeActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, Questions questions, LetterSender letters)
{
    /// <summary>Opens, looks after, and closes the notice. Safe to run twice: a notice has one id for a stage and round.</summary>
    [Function(nameof(CheckNoticeActivity))]
    public async Task<StageProgress> RunAsync([ActivityTrigger] StageCheck check, CancellationToken cancellation)
    {
        var (stage, id) = (check.Stage, PublicNotice.IdOf(check.Stage));
        var review = (await store.GetAsync(ReviewAggregate.Kind, stage.ApplicationId, cancellation)).State;
        var run = review.Run(stage.Stage, stage.Round);
        if (run is { State: StageRunState.Closed, Outcome: { } closed }) return new StageProgress(closed, null);
        var isOver = review.Application.IsOver;
        if (run is null && !isOver) await OpenAsync(review, check, cancellation);
        // Withdrawn before it was ever opened.
        if (await store.FindAsync(NoticeAggregate.Kind, id, cancellation) is null) return new StageProgress(StageOutcome.Withdrawn, null);

        var state = (await store.ChangeAsync(
            NoticeAggregate.Kind, id, current => CheckNotice.Decide(current, isOver, calendar, check.At), cancellation)).State;
        await AnswerAsync(state, check, cancellation);
        if (state.Notice.Outcome is not { } outcome)
        {
            state = (await store.ChangeAsync(
                NoticeAggregate.Kind, id, current => ExtendExamination.Decide(current, calendar, check.At), cancellation)).State;
            foreach (var objection in CheckNotice.Undecided(state)) await AskAsync(state, objection, check, cancellation);
            var asked = (await store.GetAsync(NoticeAggregate.Kind, id, cancellation)).State;
            return new StageProgress(null, CheckNotice.Next(asked, calendar, check.At));
        }

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
        var stored = (await store.AddAsync(
            NoticeAggregate.Kind, notice.Id, current => OpenNotice.Decide(current, notice), cancellation)).State.Notice;
        await store.ChangeAsync(
            ReviewAggregate.Kind, check.Stage.ApplicationId, current => OpenNotice.Decide(current, stored), cancellation);
    }

    /// <summary>Asks, reminds, passes on; where no one is left to take over, reminds with each extension.</summary>
    private async Task AskAsync(NoticeState state, Objection objection, StageCheck check, CancellationToken cancellation)
    {
        var (ask, since) = (ObjectionQuestion.AskOf(state.Notice.Id, objection.Number), check.LooksBackTo);
        var (question, asked) = (questions.Of(ask), state.Assignments.Of(ask));
        if (asked is not [var first, ..] || first.OpenedAt > since) await question.OpenAsync(ask, check.At, cancellation);
        if (asked.LastOrDefault(each => each.State == AssignmentState.Open) is not { } open) return;
        if ((open.Due <= check.At && open.Due < open.Lapses) || (open.Replaces is not null && open.OpenedAt > since))
        {
            await question.EscalateAsync(ask, check.At, cancellation);
            asked = (await store.GetAsync(NoticeAggregate.Kind, state.Notice.Id, cancellation)).State.Assignments.Of(ask);
            open = asked.LastOrDefault(each => each.State == AssignmentState.Open);
        }

        var remind = NoticeTimes.Ladder(state.Notice).Start(asked[0].OpenedAt, calendar).Remind;
        if (remind > since && remind <= check.At) await question.RemindAsync(ask, 0, cancellation);
        // Whoever takes over now has another letter.
        if (objection.Extended is { } extended && extended.At > since && open?.OpenedAt < extended.At)
        {
            await question.RemindAsync(ask, extended.Count, cancellation);
        }
    }

    private async Task AnswerAsync(NoticeState state, StageCheck check, CancellationToken cancellation)
    {
        var (notice, since) = (state.Notice, check.LooksBackTo);
        foreach (var objection in state.Objections)
        {
            if (objection.At > since) await letters.SendAsync(ObjectionLetters.Received(notice, objection), cancellation);
            var ruling = state.RulingOn(objection.Number);
            if (ruling?.At > since) await letters.SendAsync(ObjectionLetters.Answered(notice, objection, ruling), cancellation);
            if (ruling is null && notice.Outcome == StageOutcome.Withdrawn)
            {
                await letters.SendAsync(ObjectionLetters.Withdrawn(notice, objection), cancellation);
            }
        }
    }
}
