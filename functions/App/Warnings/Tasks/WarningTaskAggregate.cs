using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>The tasks: own row the task, rows <c>assignment|…</c>.</summary>
public static class WarningTaskAggregate
{
    private static readonly Part<WarningTask> Task = Part.Own<WarningTask>(WarningTaskIndex.Lines);

    public static readonly Aggregate<WarningTaskState> Kind = new(Topology.WarningTasksTable, new Part<WarningTaskState>
    {
        Kinds = [.. Task.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new WarningTaskState(Task.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state => [.. Task.Write(state.Task), .. AssignmentIndex.Part.Write(state.Assignments)],
        Lines = state => [.. Task.Lines(state.Task), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });

    /// <inheritdoc cref="AggregateStore.ChangeAsync"/>
    /// <exception cref="ProblemException">not-found: also where it is a task of another warning.</exception>
    public static Task<Stored<WarningTaskState>> ChangeTaskAsync(
        this AggregateStore store, string warning, string id, Func<WarningTaskState, Change<WarningTaskState>> decide,
        CancellationToken cancellation) => !Ids.IsId(id) ? throw PlatformProblems.NotFound.With()
        : store.ChangeAsync(
            Kind, id, state => state.Task.Warning == warning ? decide(state) : throw PlatformProblems.NotFound.With(), cancellation);
}
