using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;
using LocalHost.Durable;
using Microsoft.DurableTask;

namespace Judging;

/// <summary>What a turn decided, a line each, the same words for both sides: to be compared, and to be read when they differ.</summary>
internal static class Decided
{
    /// <param name="last">Number of the last task before the turn.</param>
    public static List<string> Ours(DecidedTurn judged, int last)
    {
        var lines = new List<string>();
        foreach (var decision in judged.Turn.Decided)
        {
            switch (decision)
            {
                case ActivityScheduled activity:
                    last = activity.TaskId;
                    lines.Add(Activity(last, activity.Name, activity.Version, OfficialEvents.Parameters(activity)));
                    break;
                case SubOrchestrationScheduled child:
                    last = child.TaskId;
                    lines.Add(Child(last, child.Name, child.Version, child.InstanceId, child.Input, child.Tags));
                    break;
                case TimerCreated timer:
                    last = timer.TaskId;
                    lines.Add(Timer(last, timer.FireAt));
                    break;
                case EventSent sent:
                    lines.Add(Sent(++last, sent.InstanceId, sent.Name, sent.Payload));
                    break;
                case ExecutionCompleted end:
                    lines.Add($"ends {end.Status}, result {end.Output ?? end.Failure?.ErrorMessage ?? "none"}{Failure(end.Failure)}");
                    break;
                case ContinuedAsNew next:
                    lines.Add(Next(next.Input, next.Version));
                    lines.AddRange(next.Carried.Select(carried => Carried(carried.Name, carried.Payload)));
                    break;
            }
        }

        return [.. lines, Status(judged.CustomStatus)];
    }

    public static List<string> Theirs(OrchestratorExecutionResult result) =>
        [.. result.Actions.SelectMany(Theirs), Status(result.CustomStatus)];

    /// <summary>What the worker answers when the code could not be run to the end of its turn.</summary>
    public static List<string> Theirs(Exception thrown) =>
        [$"ends Failed, result {thrown.Message}{Failure(TaskFailureDetails.FromException(thrown))}", Status(null)];

    private static IEnumerable<string> Theirs(OrchestratorAction action)
    {
        switch (action)
        {
            case ScheduleTaskOrchestratorAction activity:
                return [Activity(activity.Id, activity.Name, activity.Version, activity.Input)];
            case CreateSubOrchestrationAction child:
                return [Child(child.Id, child.Name, child.Version, child.InstanceId, child.Input, child.Tags)];
            case CreateTimerOrchestratorAction timer:
                return [Timer(timer.Id, timer.FireAt)];
            case SendEventOrchestratorAction sent:
                return [Sent(sent.Id, sent.Instance?.InstanceId, sent.EventName, sent.EventData)];
            case OrchestrationCompleteOrchestratorAction { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew } next:
                var carried = next.CarryoverEvents.Cast<EventRaisedEvent>().Select(raised => Carried(raised.Name, raised.Input));
                return [Next(next.Result, next.NewVersion), .. carried];
            case OrchestrationCompleteOrchestratorAction end:
                return [$"ends {end.OrchestrationStatus}, result {end.Result ?? "none"}{Failure(end.FailureDetails)}"];
            default:
                throw new InvalidOperationException($"{action.OrchestratorActionType} is not known here.");
        }
    }

    private static string Activity(int id, string? name, string? version, string? parameters) =>
        $"#{id} activity {name}{Version(version)} {parameters}";

    private static string Child(
        int id, string? name, string? version, string? instance, string? input, IEnumerable<KeyValuePair<string, string>>? tags) =>
        $"#{id} orchestration {name}{Version(version)} as '{instance}' {input}"
        + string.Concat((tags ?? []).Select(tag => $" {tag.Key}='{tag.Value}'"));

    private static string Timer(int id, DateTime due) => string.Create(CultureInfo.InvariantCulture, $"#{id} timer {due:O}");

    private static string Sent(int id, string? instance, string? name, string? payload) => $"#{id} event {name} to '{instance}' {payload}";

    private static string Next(string? input, string? version) => $"continues as new{Version(version)} {input}";

    private static string Carried(string? name, string? payload) => $"carries event {name} {payload}";

    private static string Status(string? status) => $"custom status {status ?? "none"}";

    private static string Version(string? version) => string.IsNullOrEmpty(version) ? string.Empty : $"@{version}";

    private static string Failure(TaskFailureDetails? failure) =>
        failure is null ? string.Empty : $", by {failure.ErrorType}: {failure.ErrorMessage}{Failure(failure.InnerFailure)}";

    private static string Failure(FailureDetails? failure) =>
        failure is null ? string.Empty : $", by {failure.ErrorType}: {failure.ErrorMessage}{Failure(failure.InnerFailure)}";
}
