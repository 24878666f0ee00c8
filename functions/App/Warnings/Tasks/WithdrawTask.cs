using FunctionsApp.Assignments;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>A task was taken back, or its warning is not in force any more.</summary>
public sealed record WarningTaskWithdrawn(string Warning, WarningTaskKind Kind, string Organisation) : ConfidentialFact;

/// <summary>Takes a task back that is not answered.</summary>
public static class WithdrawTask
{
    /// <summary>None where it is answered, lapsed or withdrawn already.</summary>
    public static Change<WarningTaskState> Decide(WarningTaskState state, string actor)
    {
        var task = state.Task;
        if (task.Status != WarningTaskStatus.Asked) return Change.None(state);
        var next = new WarningTaskState(
            task with { Status = WarningTaskStatus.Withdrawn }, state.Assignments.With(state.Assignments.Cancelled()));
        return Change.To(next, actor, new WarningTaskWithdrawn(task.Warning, task.Kind, task.Organisation.Value));
    }
}
