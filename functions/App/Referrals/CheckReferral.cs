using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Referrals;

/// <summary>The times at which a stage of referrals has something due.</summary>
public static class CheckReferral
{
    /// <summary>The times of one institution; null while none of its people is asked.</summary>
    public static Ladder? Ladder(ReferredState state, Ask ask, ReferralDefinition stage, WorkingCalendar calendar)
    {
        var asked = state.Review.Assignments.Of(ask);
        if (!asked.Any(each => each.State == AssignmentState.Open)) return null;
        return ReferralQuestion.Ladder(stage).Start(asked[0].OpenedAt, calendar) with { Due = asked[0].Due, Lapse = asked[0].Lapses };
    }

    /// <summary>The first time after the check at which something may be due, a day later at the latest.</summary>
    public static DateTimeOffset Next(
        ReferredState state, StageRequest request, ReferralDefinition stage, DateTimeOffset at, WorkingCalendar calendar)
    {
        var ladders = state.Of(request.Stage, request.Round)
            .Select(each => Ladder(state, ReferralQuestion.AskOf(request, each.Institution), stage, calendar)).OfType<Ladder>();
        var moments = ladders.SelectMany(each => new[] { each.Remind, each.Due, each.Lapse }).OfType<DateTimeOffset>();
        if (state.Review.Run(request.Stage, request.Round)?.Due is { } end) moments = moments.Append(end);
        return moments.Where(moment => moment > at).Append(at.AddDays(1)).Min().ToUniversalTime();
    }
}

public sealed class CheckReferralActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, Questions questions, WorkingCalendar calendar, LetterSender letters)
{
    /// <summary>Asks, reminds, passes on, closes. Safe to run twice: an assignment is one row, a letter has one id.</summary>
    [Function(nameof(CheckReferralActivity))]
    public async Task<StageProgress> RunAsync([ActivityTrigger] StageCheck check, CancellationToken cancellation)
    {
        var (request, at) = (check.Stage, check.At);
        ReferralDefinition Stage(ReferredState state) => (ReferralDefinition)catalogue.Of(state.Review.Application).Stage(request.Stage);
        var state = (await store.ChangeAsync(
            ReferralAggregate.Kind, request.ApplicationId,
            state => CloseReferral.Open(state, request, Stage(state), at, calendar), cancellation)).State;
        foreach (var referral in state.Of(request.Stage, request.Round).Where(each => each.State == ReferralState.Asked))
        {
            await AskAsync(state, ReferralQuestion.AskOf(request, referral.Institution), check, Stage(state), cancellation);
        }

        state = (await store.ChangeAsync(
            ReferralAggregate.Kind, request.ApplicationId, state => CloseReferral.Decide(state, request, at), cancellation)).State;
        await MailAsync(state, check, cancellation);
        var run = state.Review.Run(request.Stage, request.Round);
        // Without a run the application was withdrawn before the stage was asked.
        if (run is null && state.Review.Application.IsOver) return new StageProgress(StageOutcome.Withdrawn, null);
        if (run is { State: StageRunState.Closed, Outcome: { } outcome }) return new StageProgress(outcome, null);
        return new StageProgress(null, CheckReferral.Next(state, request, Stage(state), at, calendar));
    }

    private async Task AskAsync(
        ReferredState state, Ask ask, StageCheck check, ReferralDefinition stage, CancellationToken cancellation)
    {
        var (question, at) = (questions.Of(ask), check.At);
        if (state.Review.Assignments.Of(ask) is not [var first, ..] || first.OpenedAt > check.LooksBackTo)
        {
            await question.OpenAsync(ask, at, cancellation);
        }

        if (CheckReferral.Ladder(state, ask, stage, calendar) is not { } times) return;
        if (times.Remind is { } remind && remind <= at && remind > check.LooksBackTo) await question.RemindAsync(ask, 0, cancellation);
        if (times.Due <= at) await question.EscalateAsync(ask, at, cancellation);
        if (times.Lapse <= at) await question.LapseAsync(ask, cancellation);
    }

    private async Task MailAsync(ReferredState state, StageCheck check, CancellationToken cancellation)
    {
        var definition = catalogue.Of(state.Review.Application);
        foreach (var referral in state.Of(check.Stage.Stage, check.Stage.Round).Where(each => each.ChangedAt > check.LooksBackTo))
        {
            if (ReferralLetters.Of(referral, state.Review.Application, definition) is not { } letter) continue;
            await letters.SendAsync(letter, cancellation);
        }
    }
}
