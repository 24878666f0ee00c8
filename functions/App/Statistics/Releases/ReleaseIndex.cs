using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics.Releases;

public static class ReleaseIndex
{
    /// <summary>What is released, the latest moment of the calendar first.</summary>
    public static readonly ListIndex<ReleaseItem> Released = new("statistics-released");

    /// <summary>Owner of the list.</summary>
    public const string Public = "public";

    internal static IEnumerable<Line> Lines(ReleaseState state)
    {
        var (release, latest) = (state.Release, state.Latest);
        yield return Released.Line(Public, LineOrder.NewestFirst(release.Planned, release.Period), new ReleaseItem(
            release.Period, release.Planned, state.Revisions[0].At, latest.Number, latest.At, latest.Coverage, latest.Tables));
    }
}
