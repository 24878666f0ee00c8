using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Panels.Plans;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Panels;

/// <summary>Does all that a panel needs at a moment: asks, fills seats, closes.</summary>
public static class CheckPanel
{
    private const string Actor = nameof(CheckPanelActivity);

    /// <summary>None while it must wait for people or time, and once it is closed.</summary>
    public static Change<PanelState> Decide(PanelState state, StageRequest request, PanelWorld world)
    {
        var (panel, review) = ((PanelDefinition)world.Definition.Stage(request.Stage), state.Review);
        var run = review.Run(request.Stage, request.Round);
        if (run is { State: StageRunState.Closed }) return Change.None(state);
        if (review.Application.IsOver) return run is null
            ? AwaitPlan.End(state, request, Actor) : ClosePanel.Withdrawn(state, run, Actor);
        if (review.Application.Status != ApplicationStatus.Submitted) return Change.None(state);
        if (run is null && ClosePanel.Kept(state, world.Definition, panel, request.Round) is { } earlier)
        {
            return ClosePanel.Keep(state, earlier, request.Round, world.At, Actor);
        }

        var ask = AskOf(request);
        var isAsked = ChooseExperts.Of(state, ask).Count > 0;
        if (isAsked && Complete(state, run!, panel, world.Calendar, world.At) is { } sheets)
        {
            return ClosePanel.Scored(state, run!, panel, sheets, Actor);
        }

        if (NeedsTies(state, request, world)) return Change.None(state);
        if (world.Ties is { } ties) state = state.With(ties);
        if (run is null && panel.AssignedTogether)
        {
            if (AwaitPlan.Decide(state, panel, ask, world, Actor) is { } waiting) return waiting;
            if (state.WaitOf(ask.Step, ask.Round) is { } wait) state = state.With(wait with { IsOver = true });
        }

        var (next, facts) = isAsked ? ChooseExperts.Fill(state, panel, ask, world) : ChooseExperts.Open(state, panel, ask, world);
        return Change.To(next, Actor, facts);
    }

    /// <summary>Whether experts are to be looked for by what was not read yet.</summary>
    public static bool NeedsTies(PanelState state, StageRequest request, PanelWorld world) =>
        world.Ties is null && state.TiesOf(request.Stage, request.Round) is null
        && state.Review.Application.Status == ApplicationStatus.Submitted
        && state.Review.Run(request.Stage, request.Round) is not { State: StageRunState.Closed };

    /// <summary>The first time after the check at which something may be due.</summary>
    public static DateTimeOffset Next(PanelState state, StageRequest request, PanelWorld world)
    {
        var (panel, ask) = ((PanelDefinition)world.Definition.Stage(request.Stage), AskOf(request));
        var tomorrow = world.At.AddDays(1);
        if (state.Review.Run(request.Stage, request.Round) is not { } run) return
            state.WaitOf(request.Stage, request.Round) is { } wait && wait.Until > world.At ? wait.Until : tomorrow;
        var open = ChooseExperts.Of(state, ask).Where(each => each.State == AssignmentState.Open).ToList();
        var moments = open.Select(each => each.Due)
            .Concat(open.SelectMany(each => Reminders(each, run, panel, world.Calendar).Select(reminder => reminder.At)))
            // A declaration wakes no run: what it leads to is looked at in time.
            .Concat(ScoringReminders(run, panel, world.Calendar).Select(reminder => reminder.At))
            .Append(PanelTimes.Due(run.OpenedAt, run.Due, panel, world.Calendar));
        if (ChooseExperts.Active(state, ask) < panel.Assignees) moments = moments.Append(tomorrow);
        return moments.Where(moment => moment > world.At).DefaultIfEmpty(tomorrow).Min();
    }

    /// <summary>When a person is reminded, with the reminder's number.</summary>
    public static IReadOnlyList<(DateTimeOffset At, int Number)> Reminders(
        Assignment assignment, StageRun run, PanelDefinition panel, WorkingCalendar calendar)
    {
        var moments = assignment.Ask.Kind == PanelTimes.Scored ? ScoringReminders(run, panel, calendar)
            : Moments(assignment.OpenedAt, panel.DeclareWorkingDays, [panel.DeclareWorkingDays > 1 ? 1 : 0], calendar);
        return [.. moments.Where(each => each.At > assignment.OpenedAt && each.At < assignment.Due)];
    }

    /// <summary>When experts are reminded of their sheets: the same for all.</summary>
    private static IEnumerable<(DateTimeOffset At, int Number)> ScoringReminders(
        StageRun run, PanelDefinition panel, WorkingCalendar calendar) =>
        Moments(run.OpenedAt, panel.WorkingDays, [panel.ReminderWorkingDays, panel.SecondReminderWorkingDays], calendar);

    /// <param name="before">Working days before the end of the days, 0 for no reminder.</param>
    private static IEnumerable<(DateTimeOffset At, int Number)> Moments(
        DateTimeOffset from, int days, IReadOnlyList<int> before, WorkingCalendar calendar) =>
        before.Index().Where(each => each.Item > 0).Select(each => (calendar.Due(from, days - each.Item), each.Index + 1));

    /// <summary>The sheets to score by: all, or, once the panel's time is over, at least the quorum. Null while it must wait.</summary>
    public static IReadOnlyList<Sheet>? Complete(
        PanelState state, StageRun run, PanelDefinition panel, WorkingCalendar calendar, DateTimeOffset at)
    {
        var sheets = state.SheetsOf(run.Stage, run.Round);
        var isOver = at >= PanelTimes.Due(run.OpenedAt, run.Due, panel, calendar);
        return sheets.Count >= panel.Assignees || (isOver && sheets.Count >= panel.Quorum) ? sheets : null;
    }

    private static Ask AskOf(StageRequest request) =>
        new(PanelTimes.Declaring, request.ApplicationId, request.Stage, request.Round);
}

public sealed class CheckPanelActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, WorkingCalendar calendar, AssignmentLetters letters,
    LetterSender mail, ReadTies readTies)
{
    /// <summary>Asks, reminds, fills seats, closes. Safe to run twice: an assignment is one row, a letter has one id.</summary>
    [Function(nameof(CheckPanelActivity))]
    public async Task<StageProgress> RunAsync([ActivityTrigger] StageCheck check, CancellationToken cancellation)
    {
        var request = check.Stage;
        ApplicantTies? ties = null;
        PanelWorld World(PanelState state) => new(catalogue.Of(state.Review.Application), staff, calendar, check.At) { Ties = ties };
        async Task<PanelState> DecideAsync() => (await store.ChangeAsync(
            PanelAggregate.Kind, request.ApplicationId, state => CheckPanel.Decide(state, request, World(state)), cancellation)).State;
        var state = await DecideAsync();
        if (CheckPanel.NeedsTies(state, request, World(state)))
        {
            ties = await readTies.ReadAsync(state.Review.Application, request.Stage, request.Round, check.At, cancellation);
            state = await DecideAsync();
        }

        var run = state.Review.Run(request.Stage, request.Round);
        // Without a run the application was withdrawn before the stage was asked.
        if (run is null && state.Review.Application.IsOver) return new StageProgress(StageOutcome.Withdrawn, null);
        if (run is { State: StageRunState.Closed, Outcome: { } outcome }) return new StageProgress(outcome, null);
        if (run is not null) await MailAsync(state, run, check, cancellation);
        return new StageProgress(null, CheckPanel.Next(state, request, World(state)));
    }

    private async Task MailAsync(PanelState state, StageRun run, StageCheck check, CancellationToken cancellation)
    {
        var definition = catalogue.Of(state.Review.Application);
        if (run.State == StageRunState.Blocked)
        {
            foreach (var letter in PanelLetters.Blocked(state, run, definition, staff)) await mail.SendAsync(letter, cancellation);
        }

        var panel = (PanelDefinition)definition.Stage(run.Stage);
        var (digest, since) = (ContentDigest.Of(state.Review.Application), check.LooksBackTo);
        var open = state.Review.AssignmentsOf(run.Stage, run.Round).Where(each => each.State == AssignmentState.Open);
        foreach (var assignment in open)
        {
            if (assignment.OpenedAt > since)
            {
                var template = assignment.Replaces is null ? AssignmentLetters.Opened : AssignmentLetters.Escalated;
                await letters.SendAsync(template, assignment, StagePlan.Details(assignment), digest, cancellation);
            }

            foreach (var (at, number) in CheckPanel.Reminders(assignment, run, panel, calendar))
            {
                if (at <= since || at > check.At) continue;
                await letters.SendAsync(
                    AssignmentLetters.Reminder, assignment, StagePlan.Details(assignment), digest, cancellation, $"{number}");
            }
        }
    }
}
