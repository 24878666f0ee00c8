using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments.TakingBack;

/// <summary>Opens an answered assignment again (撤回), with its old times, while nothing was built on the answer.</summary>
public static class TakeBackAnswer
{
    /// <summary>How often the answer of one assignment may be taken back.</summary>
    public const int Most = 3;

    /// <summary>Before the assignment would lapse: what waits for the answers must meet an open one there, and end it.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>The assignment as it is then; null where its answer is taken back already.</summary>
    /// <param name="closed">Why the asking feature takes no answer any more; null while it does.</param>
    /// <exception cref="ProblemException">cannot-take-back, with the reason.</exception>
    public static Assignment? Decide(Assignment assignment, string? closed, DateTimeOffset at)
    {
        if (assignment is { State: AssignmentState.Open, TakenBack: > 0 }) return null;
        if (assignment.State != AssignmentState.Decided) throw AssignmentProblems.CannotTakeBack.With(
            "没有可以撤回的答复", "There is no answer that could be taken back");
        if (closed is not null) throw AssignmentProblems.CannotTakeBack.With("该事项已结束", "The matter is closed");
        if (at > assignment.Lapses - Margin) throw AssignmentProblems.CannotTakeBack.With(
            "任务的时间已到", "The time of the assignment is over");
        if (assignment.TakenBack >= Most) throw AssignmentProblems.CannotTakeBack.With(
            $"已撤回 {Most} 次", $"It was taken back {Most} times already");
        return assignment with { State = AssignmentState.Open, AnsweredAt = null, TakenBack = assignment.TakenBack + 1 };
    }
}
