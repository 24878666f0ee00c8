using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>
/// A partition for each call, so that two decisions cannot give out the same yuan: own row the round, rows <c>candidate|…</c>,
/// <c>placing|…</c>, <c>assignment|…</c>.
/// </summary>
public static class SelectionAggregate
{
    private static readonly Part<SelectionRound> Round = Part.Own<SelectionRound>();

    private static readonly Part<IReadOnlyList<Candidate>> Candidates = Part.Many<Candidate>(
        "candidate", each => each.Before == 0 ? each.Application : $"{each.Application}|{each.Before:D2}");

    private static readonly Part<IReadOnlyList<PlacingPage>> Placings =
        Part.Many<PlacingPage>("placing", page => $"{page.Batch:D4}|{page.Number:D4}");

    public static readonly Aggregate<SelectionState> Kind = new(Topology.SelectionsTable, new Part<SelectionState>
    {
        Kinds = [.. Round.Kinds, .. AssignmentIndex.Part.Kinds, .. Candidates.Kinds, .. Placings.Kinds],
        Read = rows => new SelectionState(
            Round.Read(rows), Candidates.Read(rows), [.. Placings.Read(rows).SelectMany(page => page.Placings)],
            AssignmentIndex.Part.Read(rows)),
        Write = state =>
        [
            .. Round.Write(state.Round), .. AssignmentIndex.Part.Write(state.Assignments), .. Candidates.Write(state.Candidates),
            .. Placings.Write([.. PlacingPage.Of(state.Placings)]),
        ],
        Lines = state => [.. SelectionIndex.Lines(state), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });

    /// <exception cref="ProblemException">not-found.</exception>
    internal static Task<Stored<SelectionState>> GetSelectionAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();
}
