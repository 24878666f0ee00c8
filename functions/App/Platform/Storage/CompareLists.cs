using System.Runtime.ExceptionServices;
using Azure.Data.Tables;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Platform.Storage;

/// <summary>Compares lists and aggregates both ways in rounds, some rows each time, and repairs what differs.</summary>
/// <remarks>
/// A commit leaves its lines right, or a marker for the sweep of facts. This heals what no marker names: rows that were lost, restored
/// or edited by hand, or written by an earlier version of the app. The next aggregate is found by a seek of one row: the first one after
/// its predecessor's partition, which is the own row; rows in between are not read.
/// </remarks>
public sealed class CompareLists(
    TableServiceClient tables, CommitFollower follower, Lists lists, RepairLines repair, ComparisonPlaces places,
    IEnumerable<Aggregate> aggregates, TimeProvider time)
{
    /// <summary>Rows of one call at most: aggregates, then lines.</summary>
    public const int Most = 100;

    /// <summary>Rows after which the place is kept: a process that ends repeats so many.</summary>
    private const int Step = 20;

    /// <summary>A round begins a day after the last one began, or when that is over.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly IReadOnlyList<string> order =
        [.. aggregates.Select(aggregate => aggregate.Table).Distinct().Order(StringComparer.Ordinal), Topology.ListsTable];

    /// <summary>Compares the next rows. Safe at any moment, and to run twice.</summary>
    /// <returns>Rows compared; 0 until the next round begins.</returns>
    /// <exception cref="Exception">A row cannot be read. The others are compared all the same.</exception>
    public async Task<int> CompareNextAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var place = await places.ReadAsync(cancellation) ?? new ComparisonPlace(null, ComparisonPlace.Start, DateTimeOffset.MinValue);
        if (place.Table is null && now - place.Begun < Day) return 0;
        if (place.Table is null) place = new ComparisonPlace(order[0], ComparisonPlace.Start, now);

        var (compared, failures) = (0, new List<Exception>());
        while (compared < Most && place.Table is not null)
        {
            var count = Math.Min(Step, Most - compared);
            var rows = place.Table == Topology.ListsTable
                ? await CompareLinesAsync(place.After, count, failures, cancellation)
                : await CompareAggregatesAsync(place.Table, place.After.List, count, failures, cancellation);
            compared += rows.Count;
            place = rows.Count < count
                ? place with { Table = Following(place.Table), After = ComparisonPlace.Start }
                : place with { After = rows[^1] };
            await places.WriteAsync(place, cancellation);
        }

        if (failures.Count > 0) ExceptionDispatchInfo.Throw(failures[0]);
        return compared;
    }

    private async Task<IReadOnlyList<LineKey>> CompareAggregatesAsync(
        string table, string after, int count, List<Exception> failures, CancellationToken cancellation)
    {
        var rows = new List<LineKey>();
        while (rows.Count < count)
        {
            var next = TableClient.CreateQueryFilter($"PartitionKey gt {after}");
            var found = await tables.GetTableClient(table).TakeAsync(next, 1, cancellation, ["PartitionKey", "RowKey"]);
            if (found.Count == 0) break;
            after = found[0].PartitionKey;
            rows.Add(new LineKey(after, ""));
            // Partitions of another kind have no such row.
            if (found[0].RowKey != Aggregate.Own) continue;
            await TryAsync(() => repair.CompareAsync(new LineSubject(table, after), cancellation), failures, cancellation);
        }

        return rows;
    }

    private async Task<IReadOnlyList<LineKey>> CompareLinesAsync(
        LineKey after, int count, List<Exception> failures, CancellationToken cancellation)
    {
        var lines = await lists.ReadAfterAsync(after, count, cancellation);
        foreach (var ofOne in lines.GroupBy(line => line.Subject))
        {
            await TryAsync(() => CompareAsync(ofOne.Key, ofOne, cancellation), failures, cancellation);
        }

        return [.. lines.Select(line => line.Line.Place)];
    }

    private async Task CompareAsync(LineSubject? subject, IEnumerable<StoredLine> found, CancellationToken cancellation)
    {
        if (subject is null)
        {
            foreach (var line in found) await repair.RemoveAsync(line, cancellation);
        }
        // An aggregate of a table that this version does not know is another version's.
        else if (order.Contains(subject.Table))
        {
            var now = await follower.ReadLinesAsync(subject, cancellation);
            foreach (var line in found) await repair.CompareAsync(line, subject, now, cancellation);
        }
    }

    private string? Following(string table) => order.SkipWhile(other => other != table).Skip(1).FirstOrDefault();

    /// <summary>One row that cannot be read stops no other; an outage stops them all, and they are repeated.</summary>
    private static async Task TryAsync(Func<Task> compare, List<Exception> failures, CancellationToken cancellation)
    {
        try
        {
            await compare();
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && !Outage.Is(exception))
        {
            failures.Add(exception);
        }
    }
}
