using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>The warnings: own row the warning, rows <c>message|0001</c>, <c>assignment|…</c>.</summary>
public static class WarningAggregate
{
    private static readonly Part<Warning> Warning = Part.Own<Warning>(WarningIndex.Lines);

    private static readonly Part<IReadOnlyList<WarningMessage>> Messages =
        Part.Many<WarningMessage>("message", message => $"{message.Number:D4}") with { Lines = WarningIndex.Lines };

    public static readonly Aggregate<WarningState> Kind = new(Topology.WarningsTable, new Part<WarningState>
    {
        Kinds = [.. Warning.Kinds, .. Messages.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new WarningState(Warning.Read(rows), Messages.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state =>
        [
            .. Warning.Write(state.Warning), .. Messages.Write(state.Messages), .. AssignmentIndex.Part.Write(state.Assignments),
        ],
        Lines = state =>
        [
            .. Warning.Lines(state.Warning), .. Messages.Lines(state.Messages), .. AssignmentIndex.Part.Lines(state.Assignments),
        ],
    });

    /// <summary>The own row alone, for readers.</summary>
    private static readonly Aggregate<Warning> Own = new(Topology.WarningsTable, Warning);

    /// <summary>The warning without its messages' contents: one point read.</summary>
    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<Warning>> GetWarningAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Own, id, cancellation) : throw PlatformProblems.NotFound.With();

    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<WarningState>> GetWarningStateAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();

    /// <inheritdoc cref="AggregateStore.ChangeAsync"/>
    public static Task<Stored<WarningState>> ChangeWarningAsync(
        this AggregateStore store,
        string id,
        Func<WarningState, Change<WarningState>> decide,
        CancellationToken cancellation,
        Precondition precondition = default) =>
        Ids.IsId(id) ? store.ChangeAsync(Kind, id, decide, cancellation, precondition) : throw PlatformProblems.NotFound.With();
}
