using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Selections;

/// <summary>An application in a ranking.</summary>
/// <param name="Rank">1 for the first; 0 for one that is not ranked.</param>
/// <param name="Score">Points of its panel.</param>
/// <param name="Requested">Yuan.</param>
/// <param name="Proposed">Yuan that the ranking gives it; null where it does not select it.</param>
/// <param name="Outcome">Null where it came too late, or left before the list was proposed.</param>
/// <param name="Amount">Yuan that are reserved, or would be by the proposal.</param>
/// <param name="Reason">Why an officer changed its place; null where the ranking counts.</param>
/// <param name="Holder">Another application for which the same project is reserved; null for none.</param>
public sealed record RankedApplication(
    int Rank, string Application, string Title, string Organisation, string Name, decimal? Score, decimal Requested,
    DateTimeOffset SubmittedAt, decimal? Proposed, PlacingOutcome? Outcome, decimal Amount, string? Reason, string? Holder, bool IsLate)
{
    /// <summary>Ids of those who judged it before.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Judges { get; init; } = [];

    /// <summary>Name of the earlier stage that it was sent back to; null otherwise.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? BackTo { get; init; }

    /// <summary>Names of the earlier stages that it may be sent back to, in order.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    internal static RankedApplication Of(Candidate candidate, Placing? placing) => new(
        placing?.Rank ?? 0, candidate.Application, candidate.Title, candidate.Organisation, candidate.Name, candidate.Score,
        candidate.Requested, candidate.SubmittedAt, placing?.Proposed, placing?.Outcome, placing?.Amount ?? 0, placing?.Reason,
        placing?.Holder, candidate.IsLate) { Judges = candidate.Judges, BackTo = placing?.BackTo, Earlier = candidate.Earlier };
}

/// <summary>A batch as officers and auditors see it.</summary>
/// <param name="Status">While it is Open, the ranking is that of the applications that wait now.</param>
/// <param name="Available">Yuan that its list may give out; null where only places limit it.</param>
/// <param name="Places">That its list may give out; null where only the budget limits it.</param>
/// <param name="Amount">Yuan of the list.</param>
/// <param name="ClosedBy">Who closed the entry by hand; null where it was complete, and while it is open.</param>
/// <param name="Rows">In order of rank, then those that are not ranked.</param>
public sealed record BatchView(
    int Number, SelectionStatus Status, decimal? Available, int? Places, int Selected, decimal Amount, DateTimeOffset OpenedAt,
    DateTimeOffset? EntryClosedAt, string? ClosedBy, string? ClosingReason, DateTimeOffset? DecidedAt, string? DecidedBy,
    IReadOnlyList<RankedApplication> Rows)
{
    public static BatchView Of(SelectionState state, SelectionBatch batch)
    {
        var status = state.StatusOf(batch);
        var placings = status == SelectionStatus.Open
            ? RankCandidates.Propose(
                state.Ranked(batch.Number), SelectionLimits.Of(state), new Dictionary<string, string>(), batch.OpenedAt)
            : [.. state.Placings.Where(placing => placing.Batch == batch.Number)];
        var limits = status == SelectionStatus.Open ? SelectionLimits.Of(state) : DecideSelection.LimitsOf(state, batch.Number);
        var byApplication = placings.ToDictionary(placing => placing.Application);
        var rows = state.Candidates.Where(candidate => candidate.Batch == batch.Number)
            .Select(candidate => RankedApplication.Of(candidate, byApplication.GetValueOrDefault(candidate.Application)))
            .OrderBy(row => row.Rank == 0 ? int.MaxValue : row.Rank).ThenBy(row => row.SubmittedAt)
            .ThenBy(row => row.Application, StringComparer.Ordinal);
        return new BatchView(
            batch.Number, status, limits.Budget, limits.Places,
            placings.Count(placing => placing.Outcome == PlacingOutcome.Selected), placings.Sum(placing => placing.Amount), batch.OpenedAt,
            batch.Entry?.At, batch.Entry?.Reason is null ? null : batch.Entry.By, batch.Entry?.Reason, batch.Decision?.At,
            batch.Decision?.Person, [.. rows]);
    }
}

/// <summary>A selection as officers and auditors see it.</summary>
/// <param name="Name">Of the programme.</param>
/// <param name="Guide">Id of the published guide; null under the definition's own.</param>
/// <param name="Budget">Yuan of the call; null where only places limit it.</param>
/// <param name="Reserved">Yuan, of all batches.</param>
/// <param name="Batches">In order; a call with a last day has one.</param>
public sealed record SelectionView(
    string Id, string Programme, int Version, LocalizedText Name, string? Guide, string Stage, LocalizedText Title, decimal? Budget,
    int? Places, decimal Reserved, IReadOnlyList<BatchView> Batches)
{
    public static SelectionView Of(SelectionState state, ProgrammeDefinition definition) => new(
        state.Round.Id, definition.Programme, definition.Version, definition.Name, state.Round.Call.Guide, state.Round.Call.Stage,
        definition.StageTitle(state.Round.Call.Stage), state.Round.Budget, state.Round.Places, state.Reserved,
        [.. state.Round.Batches.Select(batch => BatchView.Of(state, batch))]);
}

/// <summary>A selection in the list of all.</summary>
/// <param name="Status">Of its last batch.</param>
/// <param name="Waiting">Applications of the last batch.</param>
/// <param name="Reserved">Yuan, of all batches.</param>
public sealed record SelectionItem(
    string Id, string Programme, LocalizedText Name, string? Guide, int Batch, SelectionStatus Status, int Waiting, decimal Reserved,
    decimal? Budget, DateTimeOffset OpenedAt)
{
    internal static SelectionItem Of(SelectionLine line, ProgrammeDefinition definition) => new(
        line.Id, line.Call.Programme, definition.Name, line.Call.Guide, line.Batch, line.Status, line.Waiting, line.Reserved, line.Budget,
        line.OpenedAt);
}
