using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>Asks a person of an organisation to acknowledge a warning, or to report on an emergency task.</summary>
public sealed class WarningTaskQuestion(AskingTools tools) : StateQuestion<WarningTaskState, WarningTaskForm>(tools)
{
    public const string Name = "task";

    /// <summary>Whoever was named for the organisation, whatever for: a warning is no matter of signatures.</summary>
    private static readonly IReadOnlyList<Role> Asked = [Role.Signatory, Role.Applicant, Role.Partner];

    public static Ask AskOf(string taskId) => new(Name, taskId, "Task", 0);

    public override string Kind => Name;

    public override LocalizedText Label => WarningTaskTexts.Task;

    protected override Aggregate<WarningTaskState> Aggregate => WarningTaskAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(WarningTaskState state) => state.Assignments;

    protected override WarningTaskState With(WarningTaskState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected override AskPlan? Plan(WarningTaskState state, Ask ask)
    {
        var task = state.Task;
        if (task.Status != WarningTaskStatus.Asked) return null;
        var time = task.Until - task.At;
        return new AskPlan
        {
            Roles = Asked,
            Organisation = task.Organisation,
            Count = 1,
            // By the clock: a threat does not keep office hours. A second person has the last quarter.
            Ladder = new LadderPolicy.Hours(time / 2, time * 0.75, time),
            GiveUp = task.Until,
            About = new AssignmentAbout(task.Headline, WarningTexts.Name(task.Level), WarningTaskTexts.Name(task.Kind)),
        };
    }

    protected override string Digest(WarningTaskState state)
    {
        var (id, warning, kind, text) = (state.Task.Id, state.Task.Warning, state.Task.Kind, state.Task.Text);
        return AppJson.Digest(new { id, warning, kind, text });
    }

    protected override string? Closed(WarningTaskState state, Assignment assignment) => state.Task.Status switch
    {
        WarningTaskStatus.Asked => null,
        WarningTaskStatus.Withdrawn => AssignmentProblems.Withdrawn,
        _ => AssignmentProblems.StageClosed,
    };

    /// <summary>Whoever assigned it, too.</summary>
    protected override bool Oversees(WarningTaskState state, Caller caller) =>
        base.Oversees(state, caller)
        || (caller.Id == state.Task.By && WarningAccess.MayChange(caller));

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(WarningTaskState state, Assignment assignment)
    {
        var (task, until) = (state.Task, BeijingTime.Text(state.Task.Until));
        return
        [
            (new("预警", "Warning"), task.Headline),
            (new("级别", "Level"), WarningTexts.Name(task.Level)),
            .. task.Text is { } text ? [(WarningTaskTexts.Text, new LocalizedText(text, text))]
                : Array.Empty<(LocalizedText, LocalizedText)>(),
            (new("最迟（北京时间）", "At the latest (Beijing time)"), new(until, until)),
        ];
    }

    protected override bool IsBlocked(WarningTaskState state, Ask ask) => state.Task.IsBlocked;

    protected override Change<WarningTaskState> Opened(
        Change<WarningTaskState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change with { Next = change.Next with { Task = change.Next.Task with { IsBlocked = assignments.Count == 0 } } };

    protected override void Admit(WarningTaskState state, Assignment assignment) => RequireEligible(state, assignment);

    protected override bool? AnsweredBefore(WarningTaskState state, Assignment assignment, WarningTaskForm answer) =>
        state.Task.Report is { } earlier && earlier.By == assignment.Assignee ? ReportTask.IsSame(state.Task, earlier, answer) : null;

    protected override Change<WarningTaskState> Take(
        WarningTaskState state, Assignment assignment, WarningTaskForm answer, Answering by) => ReportTask.Decide(state, answer, by);

    protected override WarningTaskForm ReadForm(IFormCollection form) => WarningTaskForm.Of(form);

    protected override Task<ShownPart> AboutAsync(WarningTaskState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<WarningTaskAbout, WarningTask>(state.Task));

    protected override ShownPart Inputs(WarningTaskState state, Assignment assignment) =>
        ShownPart.Of<WarningTaskInputs, WarningTask>(state.Task);

    protected override ShownPart Answered(WarningTaskState state, Assignment assignment) =>
        ShownPart.Of<WarningTaskAnswered, WarningTask>(state.Task);

    protected override object AnsweredView(WarningTaskState state, Assignment assignment) =>
        new WarningTaskAnswer(state.Task.Id, state.Task.Status, state.Task.Report!.At);
}

/// <summary>A recorded report as answered.</summary>
public sealed record WarningTaskAnswer(string Task, WarningTaskStatus Status, DateTimeOffset At);
