using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>
/// The editors' drafts: own row the draft, rows <c>assignment|…</c>. Their ids are no sectors, whose partitions are beside.
/// </summary>
public static class AlertDraftAggregate
{
    private static readonly Part<AlertDraft> Draft = Part.Own<AlertDraft>(AlertDraftIndex.Lines);

    public static readonly Aggregate<AlertDraftState> Kind = new(Topology.AlertsTable, new Part<AlertDraftState>
    {
        Kinds = [.. Draft.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new AlertDraftState(Draft.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state => [.. Draft.Write(state.Draft), .. AssignmentIndex.Part.Write(state.Assignments)],
        Lines = state => [.. Draft.Lines(state.Draft), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });

    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<AlertDraftState>> GetAlertDraftAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();

    /// <summary>Null where the id is none, or of no draft.</summary>
    public static async Task<AlertDraft?> FindAlertDraftAsync(this AggregateStore store, string? id, CancellationToken cancellation) =>
        Ids.IsId(id) ? (await store.FindAsync(Kind, id!, cancellation))?.State.Draft : null;

    /// <inheritdoc cref="AggregateStore.ChangeAsync"/>
    public static Task<Stored<AlertDraftState>> ChangeAlertDraftAsync(
        this AggregateStore store,
        string id,
        Func<AlertDraftState, Change<AlertDraftState>> decide,
        CancellationToken cancellation,
        Precondition precondition = default) =>
        Ids.IsId(id) ? store.ChangeAsync(Kind, id, decide, cancellation, precondition) : throw PlatformProblems.NotFound.With();
}
