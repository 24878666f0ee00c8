using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>A task was not answered in time.</summary>
public sealed record WarningTaskLapsed(string Warning, WarningTaskKind Kind, string Organisation) : ConfidentialFact;

/// <summary>Ends a task.</summary>
public static class CloseTask
{
    /// <summary>Withdrawn with its warning, lapsed otherwise; None where it was answered or taken back.</summary>
    public static Change<WarningTaskState> Decide(WarningTaskState state, bool isInForce, string actor)
    {
        var task = state.Task;
        if (task.Status != WarningTaskStatus.Asked) return Change.None(state);
        return !isInForce ? WithdrawTask.Decide(state, actor) : Change.To(
            state with { Task = task with { Status = WarningTaskStatus.Lapsed } }, actor,
            new WarningTaskLapsed(task.Warning, task.Kind, task.Organisation.Value));
    }

    /// <summary>
    /// What whoever assigned it is written: that it lapsed, and what was reported on an emergency task. Null for nothing. The same id each
    /// time it is made.
    /// </summary>
    public static Letter? LetterOf(WarningTask task, StaffDirectory staff, PublicAddress address)
    {
        if (staff.Find(task.By) is not { HasLeft: false } recipient) return null;
        var language = recipient.Speaks;
        return task switch
        {
            { Status: WarningTaskStatus.Lapsed } => Of("warning-task-lapsed", ""),
            { Kind: WarningTaskKind.Emergency, Report: { } report } => Of("warning-task-reported", report.Text ?? ""),
            _ => null,
        };

        Letter Of(string template, string report) => new(
            $"{template}.{task.Id}", template, task.By, null, language, new Dictionary<string, string>
            {
                ["title"] = task.Headline.In(language),
                ["organisation"] = task.Name ?? task.Organisation.Value,
                ["kind"] = WarningTaskTexts.Name(task.Kind).In(language),
                ["result"] = WarningTaskTexts.Name(task.Status).In(language),
                ["report"] = report,
                ["page"] = $"{address.Of($"warnings/{task.Warning}/tasks")}",
            });
    }
}

public sealed class ReadTaskActivity(AggregateStore store, TimeProvider time)
{
    /// <summary>Null while the organisation is asked.</summary>
    [Function(nameof(ReadTaskActivity))]
    public async Task<WarningTaskStatus?> RunAsync([ActivityTrigger] WarningTaskRun run, CancellationToken cancellation)
    {
        var task = (await store.GetAsync(WarningTaskAggregate.Kind, run.TaskId, cancellation)).State.Task;
        if (task.Status != WarningTaskStatus.Asked) return task.Status;
        var warning = (await store.GetWarningAsync(task.Warning, cancellation)).State;
        return WarningRules.IsInForce(warning, time.GetUtcNow()) ? null : WarningTaskStatus.Withdrawn;
    }
}

public sealed class CloseTaskActivity(
    AggregateStore store, LetterSender letters, StaffDirectory staff, PublicAddress address, TimeProvider time)
{
    /// <summary>Ends the task, and writes to whoever assigned it. Safe to run twice.</summary>
    [Function(nameof(CloseTaskActivity))]
    public async Task<WarningTaskStatus> RunAsync([ActivityTrigger] WarningTaskRun run, CancellationToken cancellation)
    {
        var asked = (await store.GetAsync(WarningTaskAggregate.Kind, run.TaskId, cancellation)).State.Task;
        var isInForce = WarningRules.IsInForce((await store.GetWarningAsync(asked.Warning, cancellation)).State, time.GetUtcNow());
        var task = (await store.ChangeAsync(
            WarningTaskAggregate.Kind, run.TaskId, state => CloseTask.Decide(state, isInForce, nameof(CloseTaskActivity)),
            cancellation)).State.Task;
        if (CloseTask.LetterOf(task, staff, address) is { } letter) await letters.SendAsync(letter, cancellation);
        return task.Status;
    }
}
