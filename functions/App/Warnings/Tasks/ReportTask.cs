using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>An organisation acknowledged a warning, or reported on a task. What it wrote is no fact.</summary>
public sealed record WarningTaskReported(string Warning, WarningTaskKind Kind, string Organisation, bool IsDone) : ConfidentialFact;

public enum WarningTaskResult
{
    Done,
    NotDone,
}

/// <summary>Body of a report; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Result">For an emergency task; an acknowledgement is Done.</param>
/// <param name="Text">What was done, or why not; required for an emergency task.</param>
public sealed record WarningTaskForm(
    string? Token, WarningTaskResult? Result = null,
    [property: TextLimit(ReportTask.MaxText, Multiline = true, MayBeBlank = true)] string? Text = null) : IAnswer
{
    public static WarningTaskForm Of(IFormCollection form) =>
        new(form["token"], EnumByName.Find<WarningTaskResult>(form["result"]), form["text"]);
}

/// <summary>Takes what an organisation answers.</summary>
public static class ReportTask
{
    public const int MaxText = 4000;

    /// <exception cref="ProblemException">invalid-field, with everything that is wrong.</exception>
    public static Change<WarningTaskState> Decide(WarningTaskState state, WarningTaskForm form, Answering by)
    {
        var (task, text) = (state.Task, Text(form));
        var faults = new List<MemberFault>();
        var result = ResultOf(task, form);
        if (result is not { } given || !Enum.IsDefined(given)) faults.Add(MemberFault.Of(
            "result", "value", new("应为已完成或未完成", "must be Done or NotDone")));
        if (task.Kind == WarningTaskKind.Emergency && text is null) faults.Add(MemberFault.Of(
            "text", "missing", new("请报告处置情况", "report what was done, or why not")));
        if (text is not null && PlainText.Fault(text, MaxText, oneLine: false) is (var code, var reason)) faults.Add(
            MemberFault.Of("text", code, reason));
        if (faults.Count > 0) throw PlatformProblems.InvalidField.With(faults);
        var isDone = result == WarningTaskResult.Done;
        var next = task with
        {
            Status = isDone ? WarningTaskStatus.Done : WarningTaskStatus.NotDone,
            Report = new WarningTaskReport(by.Person, isDone, text, by.At.ToUniversalTime()),
        };
        return Change.To(
            state with { Task = next }, by.Person, new WarningTaskReported(task.Warning, task.Kind, task.Organisation.Value, isDone));
    }

    public static bool IsSame(WarningTask task, WarningTaskReport earlier, WarningTaskForm form) =>
        earlier.IsDone == (ResultOf(task, form) == WarningTaskResult.Done) && earlier.Text == Text(form);

    private static WarningTaskResult? ResultOf(WarningTask task, WarningTaskForm form) =>
        form.Result ?? (task.Kind == WarningTaskKind.Acknowledge ? WarningTaskResult.Done : null);

    private static string? Text(WarningTaskForm form) => PlainText.KeptOrNull(form.Text);
}
