using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.PublicNotices;

/// <summary>The notices, each in a partition of its own.</summary>
/// <remarks>
/// Not in the application's: its readers can count its facts and compare its ETags, and would see that someone objected.
/// </remarks>
public static class NoticeAggregate
{
    private static readonly Part<PublicNotice> Notice = Part.Own<PublicNotice>(NoticeIndex.Lines);

    private static readonly Part<IReadOnlyList<Objection>> Objections = Part.Many<Objection>("objection", each => $"{each.Number:D3}");

    private static readonly Part<IReadOnlyList<ObjectionRuling>> Rulings =
        Part.Many<ObjectionRuling>("ruling", each => $"{each.Objection:D3}");

    public static readonly Aggregate<NoticeState> Kind = new(Topology.NoticesTable, new Part<NoticeState>
    {
        Kinds = [.. Notice.Kinds, .. AssignmentIndex.Part.Kinds, .. Objections.Kinds, .. Rulings.Kinds],
        Read = rows => new NoticeState(
            Notice.Read(rows), AssignmentIndex.Part.Read(rows), Objections.Read(rows), Rulings.Read(rows)),
        Write = state =>
        [
            .. Notice.Write(state.Notice), .. AssignmentIndex.Part.Write(state.Assignments), .. Objections.Write(state.Objections),
            .. Rulings.Write(state.Rulings),
        ],
        Lines = state => [.. Notice.Lines(state.Notice), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });

    /// <exception cref="ProblemException">not-found.</exception>
    internal static Task<Stored<NoticeState>> GetNoticeAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();
}
