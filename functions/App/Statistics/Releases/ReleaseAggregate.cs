using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics.Releases;

/// <summary>The releases, one for each period: own row the release, rows <c>revision|…</c>; and how far the calendar is kept.</summary>
public static class ReleaseAggregate
{
    private static readonly Part<Release> Head = Part.Own<Release>();
    private static readonly Part<IReadOnlyList<Revision>> Revisions = Part.Many<Revision>("revision", revision => $"{revision.Number:D4}");

    public static readonly Aggregate<ReleaseState> Kind = new(Topology.ReleasesTable, new Part<ReleaseState>
    {
        Kinds = [.. Head.Kinds, .. Revisions.Kinds],
        Read = rows => new ReleaseState(Head.Read(rows), Revisions.Read(rows)),
        Write = state => [.. Head.Write(state.Release), .. Revisions.Write(state.Revisions)],
        Lines = ReleaseIndex.Lines,
    });

    public static string IdOf(ReleasePeriod period) => $"release-{period}";
}
