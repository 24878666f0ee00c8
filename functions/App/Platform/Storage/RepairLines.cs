using FunctionsApp.Platform.Facts;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Storage;

/// <summary>Looks whether lists show an aggregate as it is, and repairs what no commit will.</summary>
/// <remarks>
/// A commit that is under way has not shown its lines yet. Its marker tells so: while it is there, its own process or the sweep of facts
/// will show them, and nothing is wrong.
/// </remarks>
public sealed class RepairLines(CommitFollower follower, Lists lists, Outbox outbox, ListMetrics metrics, ILogger<RepairLines> logger)
{
    /// <summary>Looks at an aggregate that others are changing; then it is left to the next round.</summary>
    private const int Looks = 3;

    private static readonly EventId Repaired = new(10_001, "ListRepaired");

    /// <summary>Compares all lines that an aggregate has now.</summary>
    internal async Task CompareAsync(LineSubject subject, CancellationToken cancellation)
    {
        var now = await follower.ReadLinesAsync(subject, cancellation);
        if ((await DifferencesAsync(subject, now, [], cancellation)).Count > 0) await RepairAsync(subject, [], cancellation);
    }

    /// <summary>Compares a line with the aggregate that it names.</summary>
    /// <param name="now">As it is shown; read after the line.</param>
    internal async Task CompareAsync(StoredLine line, LineSubject subject, ShownState now, CancellationToken cancellation)
    {
        if (!now.Lines.Any(shown => line.Shows(shown, subject))) await RepairAsync(subject, [line.Line.Place], cancellation);
    }

    /// <summary>Takes out a line that names no aggregate: the round has given theirs to all others before.</summary>
    internal async Task RemoveAsync(StoredLine line, CancellationToken cancellation)
    {
        await lists.RemoveAsync(line, cancellation);
        metrics.Repaired(Difference.Extra);
        logger.LogWarning(Repaired, "A line that shows nothing is taken out of its list");
    }

    private async Task RepairAsync(LineSubject subject, IReadOnlyList<LineKey> places, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            var now = await follower.ReadLinesAsync(subject, cancellation);
            if (now.Last is { } last && await outbox.HasAsync(subject.Table, subject.Id, last.Id, cancellation)) return;
            var differences = await DifferencesAsync(subject, now, places, cancellation);
            if (differences.Count == 0) return;
            if (!await follower.HoldsAsync(subject, now, cancellation)) continue;
            await follower.ShowMarkedAsync(subject, [.. differences.Select(difference => difference.Place)], cancellation);
            foreach (var (_, difference) in differences) metrics.Repaired(difference);
            logger.LogWarning(Repaired, "Lists showed {Table} {Subject} wrongly and are repaired: {Differences}",
                subject.Table, subject.Id, string.Join(", ", differences.Select(difference => difference.Kind)));
            return;
        }
    }

    /// <param name="places">Looked at beside those of the lines.</param>
    private async Task<IReadOnlyList<(LineKey Place, string Kind)>> DifferencesAsync(
        LineSubject subject, ShownState now, IReadOnlyList<LineKey> places, CancellationToken cancellation)
    {
        var differences = new List<(LineKey Place, string Kind)>();
        foreach (var line in now.Lines)
        {
            var found = await lists.FindAsync(line.Place, cancellation);
            if (found?.Shows(line, subject) != true) differences.Add((line.Place, found is null ? Difference.Missing : Difference.Wrong));
        }

        foreach (var place in places.Except(now.Lines.Select(line => line.Place)))
        {
            if ((await lists.FindAsync(place, cancellation))?.Subject == subject) differences.Add((place, Difference.Extra));
        }

        return differences;
    }

    private static class Difference
    {
        public const string Missing = "missing";
        public const string Wrong = "wrong";
        public const string Extra = "extra";
    }
}
