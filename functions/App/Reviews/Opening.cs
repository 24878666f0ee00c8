using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>Opens a stage: the machine's check, then the people.</summary>
public static class Opening
{
    public const string Actor = nameof(OpenStageActivity);

    /// <summary>Opens, closes at once where no person is needed, or blocks; None when it already did.</summary>
    /// <param name="candidates">Staff with the stage's role and district.</param>
    /// <param name="at">When the stage opens, UTC; its times count from here.</param>
    public static ReviewChange Decide(ReviewState state, StageRequest request, IReadOnlyList<StaffMember> candidates, WorkingCalendar calendar, DateTimeOffset at)
    {
        var (stage, round) = (request.Stage, request.Round);
        var before = state.Run(stage.Name, round);
        if (before is { State: not StageRunState.Blocked } || state.Application.Status != ApplicationStatus.Submitted) return ReviewChange.None;

        if (stage.Kind == StageKind.Completeness)
        {
            var check = MachineCheck.Of(state.Application, request.Eligibility);
            if (check.Outcome != StageOutcome.Passed || stage.Role is null) return ByMachine(stage, round, check, at);
        }

        var chosen = Assigning.InOrder(Assigning.Eligible(candidates, state, stage.Name, round), state, stage.Name);
        var due = calendar.Due(at, stage.WorkingDays);
        var run = new StageRun(stage.Name, round, StageRunState.Open, at, Reminder(stage, calendar, at), due, calendar.Due(due, stage.DelegateWorkingDays));
        if (chosen.Count < stage.Assignees) return before is null ? Blocked(stage, run, chosen.Count) : ReviewChange.None;

        var assignments = chosen.Take(stage.Assignees)
            .Select((member, index) => new Assignment(request.ApplicationId, stage.Name, round, index + 1, member.Id, at, due, AssignmentState.Open))
            .ToList();
        return new ReviewChange(
            [
                new NewFact(nameof(StageOpened), Actor, new StageOpened(stage.Name, round, assignments.Count, due)),
                .. assignments.Select(assignment => new NewFact(nameof(AssignmentOpened), Actor, new AssignmentOpened(assignment.Id, stage.Name, round, assignment.Assignee, due))),
            ],
            [run],
            assignments);
    }

    private static DateTimeOffset? Reminder(StageDefinition stage, WorkingCalendar calendar, DateTimeOffset at) =>
        stage.ReminderWorkingDays == 0 ? null : calendar.Due(at, stage.WorkingDays - stage.ReminderWorkingDays);

    private static ReviewChange ByMachine(StageDefinition stage, int round, StageResult result, DateTimeOffset at) => new(
        [
            new NewFact(nameof(StageOpened), Actor, new StageOpened(stage.Name, round, 0, null)),
            new NewFact(nameof(StageClosed), Actor, new StageClosed(stage.Name, round, result.Outcome, 0, 0, 0, 0)),
        ],
        [new StageRun(stage.Name, round, StageRunState.Closed, at, null, at, at, result)],
        []);

    private static ReviewChange Blocked(StageDefinition stage, StageRun run, int eligible) => new(
        [new NewFact(nameof(StageBlocked), Actor, new StageBlocked(stage.Name, run.Round, stage.Assignees, eligible))],
        [run with { State = StageRunState.Blocked }],
        []);
}
