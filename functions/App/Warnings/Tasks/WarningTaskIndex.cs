using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>A task in the list of its warning.</summary>
/// <param name="Report">What the organisation wrote; null for nothing.</param>
/// <param name="AnsweredAt">UTC; null while it is not answered.</param>
public sealed record WarningTaskLine(
    string Id, WarningTaskKind Kind, string Organisation, string? Name, string? Text, WarningTaskStatus Status, bool IsBlocked,
    DateTimeOffset At, DateTimeOffset Until, string? Report = null, DateTimeOffset? AnsweredAt = null);

/// <summary>A task that waits for its organisation.</summary>
public sealed record WarningTaskAsked(string Id, DateTimeOffset Since);

/// <summary>Lists of tasks.</summary>
public static class WarningTaskIndex
{
    /// <summary>Owner of the list of those that wait.</summary>
    public const string App = "app";

    /// <summary>Of a warning, the newest first.</summary>
    public static readonly ListIndex<WarningTaskLine> OfWarning = new("warning-tasks");

    public static readonly ListIndex<WarningTaskAsked> Asked = new("warning-tasks-asked");

    internal static IEnumerable<Line> Lines(WarningTask task)
    {
        yield return OfWarning.Line(task.Warning, LineOrder.NewestFirst(task.At, task.Id), new WarningTaskLine(
            task.Id, task.Kind, task.Organisation.Value, task.Name, task.Text, task.Status, task.IsBlocked, task.At, task.Until,
            task.Report?.Text, task.Report?.At));
        if (task.Status == WarningTaskStatus.Asked) yield return Asked.Line(App, task.Id, new WarningTaskAsked(task.Id, task.At));
    }
}
