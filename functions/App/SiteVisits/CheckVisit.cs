using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits.Photos;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.SiteVisits;

/// <summary>Does all that a stage of appointments needs at a moment: asks, confirms by silence, cancels, closes.</summary>
public static class CheckVisit
{
    private const string Actor = nameof(CheckVisitActivity);

    /// <summary>None while it must wait for people or time, and once it is closed.</summary>
    public static Change<VisitState> Decide(VisitState state, StageRequest request, VisitWorld world)
    {
        var (review, stage, round) = (state.Review, request.Stage, request.Round);
        var run = review.Run(stage, round);
        if (run is { State: StageRunState.Closed }) return Change.None(state);
        if (review.Application.IsOver) return run is null ? Change.None(state) : CloseVisit.Withdrawn(state, run, Actor, world.At);
        if (review.Application.Status != ApplicationStatus.Submitted) return Pause(state, request, world.At);
        var current = state.Current(stage, round);
        if (run is not null && current is not null && state.ReportOn(current) is { Result: not VisitResult.Repeat } report)
        {
            return CloseVisit.Reported(state, run, report, Actor);
        }

        var confirmed = current is null ? Change.None(state) : AnswerAppointment.BySilence(state, current, Actor, world.At);
        if (Asked(confirmed.Next, request, world.At) is not { } ask) return confirmed;
        var ensured = ChooseOfficer.Ensure(confirmed.Next, ask, world);
        return new Change<VisitState>(ensured.Next, [.. confirmed.Facts, .. ensured.Facts]);
    }

    /// <summary>What the officer in charge is to be asked now; null while the applicant or the calendar is waited for.</summary>
    public static Ask? Asked(VisitState state, StageRequest request, DateTimeOffset at)
    {
        var current = state.Current(request.Stage, request.Round);
        var kind = current switch
        {
            null or { State: AppointmentState.Cancelled or AppointmentState.MoveAsked } => VisitTimes.Offering,
            { State: AppointmentState.Reported } when state.ReportOn(current) is { Result: VisitResult.Repeat } => VisitTimes.Offering,
            { State: AppointmentState.Confirmed } when current.Terms.Ends <= at => VisitTimes.Reporting,
            _ => null,
        };
        return kind is null ? null : new Ask(kind, request.ApplicationId, request.Stage, request.Round);
    }

    /// <summary>The first time after the check at which something may be due.</summary>
    public static DateTimeOffset Next(VisitState state, StageRequest request, VisitWorld world)
    {
        var (at, tomorrow) = (world.At, world.At.AddDays(1));
        var run = state.Review.Run(request.Stage, request.Round);
        if (run is null or { State: StageRunState.Blocked }) return tomorrow;
        if (state.Review.Application.Status != ApplicationStatus.Submitted) return tomorrow;
        var open = state.Review.AssignmentsOf(request.Stage, request.Round).Where(each => each.State == AssignmentState.Open).ToList();
        var moments = open.SelectMany(each => new[] { each.Due, each.Lapses })
            .Concat(open.Select(each => Reminder(each, world)).OfType<DateTimeOffset>());
        if (state.Current(request.Stage, request.Round) is { IsLive: true } live)
        {
            moments = moments.Append(live.State == AppointmentState.Offered ? live.AnswerBy : live.Terms.Ends);
        }

        return moments.Where(moment => moment > at).DefaultIfEmpty(tomorrow).Min().ToUniversalTime();
    }

    /// <summary>When the officer is reminded; null for never, and for whoever took over.</summary>
    public static DateTimeOffset? Reminder(Assignment assignment, VisitWorld world) => assignment.Replaces is not null ? null
        : VisitTimes.Ladder(world.Stage(assignment.Ask.Step), assignment.Ask.Kind).Start(assignment.OpenedAt, world.Calendar).Remind;

    /// <summary>Cancels while the application is with its applicant: it asks again when the review continues.</summary>
    private static Change<VisitState> Pause(VisitState state, StageRequest request, DateTimeOffset at)
    {
        var cancelled = CancelAppointment.Decide(state, request.Stage, request.Round, Actor, at);
        if (cancelled.Facts.Count == 0) return cancelled;
        var open = cancelled.Next.Review.AssignmentsOf(request.Stage, request.Round).Cancelled();
        var review = cancelled.Next.Review with { Assignments = cancelled.Next.Review.Assignments.With(open) };
        return cancelled with { Next = cancelled.Next with { Review = review } };
    }
}

public sealed class CheckVisitActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, WorkingCalendar calendar, AssignmentLetters letters,
    LetterSender mail, PublicAddress address, PhotoDesk photos)
{
    /// <summary>
    /// Asks, reminds, confirms, closes, clears removed photos away. Safe to run twice: an assignment is one row, a letter has one id.
    /// </summary>
    [Function(nameof(CheckVisitActivity))]
    public async Task<StageProgress> RunAsync([ActivityTrigger] StageCheck check, CancellationToken cancellation)
    {
        var request = check.Stage;
        VisitWorld World(VisitState state) => new(catalogue.Of(state.Review.Application), staff, calendar, check.At);
        var state = (await store.ChangeAsync(
            VisitAggregate.Kind, request.ApplicationId, state => CheckVisit.Decide(state, request, World(state)), cancellation)).State;
        var run = state.Review.Run(request.Stage, request.Round);
        await MailAsync(state, check, World(state), cancellation);
        await photos.ClearAsync(state, request, cancellation);
        // Without a run the application was withdrawn before the stage was asked.
        if (run is null && state.Review.Application.IsOver) return new StageProgress(StageOutcome.Withdrawn, null);
        if (run is { State: StageRunState.Closed, Outcome: { } outcome }) return new StageProgress(outcome, null);
        return new StageProgress(null, CheckVisit.Next(state, request, World(state)));
    }

    private async Task MailAsync(VisitState state, StageCheck check, VisitWorld world, CancellationToken cancellation)
    {
        var ((_, stage, round), since) = (check.Stage, check.LooksBackTo);
        var application = state.Review.Application;
        foreach (var appointment in state.Appointments.Where(each => each.Stage == stage && each.Round == round && each.ChangedAt > since))
        {
            foreach (var letter in VisitLetters.Of(appointment, application, world.Definition, staff, address))
            {
                await mail.SendAsync(letter, cancellation);
            }
        }

        var digest = ContentDigest.Of(application);
        foreach (var assignment in state.Review.AssignmentsOf(stage, round).Where(each => each.State == AssignmentState.Open))
        {
            if (assignment.OpenedAt > since) await letters.SendAsync(
                assignment.Replaces is null ? AssignmentLetters.Opened : AssignmentLetters.Escalated, assignment,
                StagePlan.Details(assignment), digest, cancellation);
            if (CheckVisit.Reminder(assignment, world) is { } remind && remind > since && remind <= check.At) await letters.SendAsync(
                AssignmentLetters.Reminder, assignment, StagePlan.Details(assignment), digest, cancellation, "1");
        }
    }
}
