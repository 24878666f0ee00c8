using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>One line of the list of selections.</summary>
/// <param name="Status">Of the last batch.</param>
/// <param name="Waiting">Applications of the last batch that are ranked.</param>
/// <param name="Reserved">Yuan, of all batches.</param>
public sealed record SelectionLine(
    string Id, SelectionCall Call, int Batch, SelectionStatus Status, int Waiting, decimal Reserved, decimal? Budget,
    DateTimeOffset OpenedAt);

/// <summary>A batch whose run has not ended.</summary>
public sealed record RunningSelection(string Id, int Batch, DateTimeOffset OpenedAt);

/// <summary>Lists of selections, of all programmes.</summary>
public static class SelectionIndex
{
    /// <summary>The owner of both lists.</summary>
    public const string AllProgrammes = "all";

    /// <summary>All, the newest first.</summary>
    public static readonly ListIndex<SelectionLine> All = new("selections");

    /// <summary>Those that timers look after.</summary>
    public static readonly ListIndex<RunningSelection> Running = new("selections-running");

    internal static IEnumerable<Line> Lines(SelectionState state)
    {
        var (round, last) = (state.Round, state.Round.Last);
        yield return All.Line(AllProgrammes, LineOrder.NewestFirst(round.Batches[0].OpenedAt, round.Id), new SelectionLine(
            round.Id, round.Call, last.Number, state.StatusOf(last),
            state.Candidates.Count(candidate => candidate.Batch == last.Number && candidate.IsRanked), state.Reserved, round.Budget,
            round.Batches[0].OpenedAt));
        foreach (var batch in round.Batches.Where(batch => batch.Decision is null))
        {
            yield return Running.Line(AllProgrammes, $"{round.Id}|{batch.Number:D4}", new RunningSelection(
                round.Id, batch.Number, batch.OpenedAt));
        }
    }
}
