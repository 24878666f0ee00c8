using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Platform.Storage;

/// <summary>A page and the cursor of the next one; null after the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>
/// All lists of the app: each a partition of one table, read page by page. Commits write them; see <see cref="Part{T}.Lines"/>.
/// </summary>
public sealed class Lists(TableServiceClient tables)
{
    private TableClient Table => tables.GetTableClient(Topology.ListsTable);

    /// <param name="cursor">Where the page before ended; null or empty for the first.</param>
    /// <param name="size">1 to 999.</param>
    /// <exception cref="ProblemException">bad-cursor: also one of another list.</exception>
    public async Task<Page<T>> ReadPageAsync<T>(ListIndex<T> index, string owner, string? cursor, int size, CancellationToken cancellation)
    {
        var list = index.Of(owner);
        var (items, last) = (new List<T>(), "");
        await foreach (var row in QueryAsync(list, Cursor.Decode(cursor, list), size + 1, cancellation))
        {
            if (items.Count == size) return new Page<T>(items, Cursor.Encode(list, last));
            items.Add(ListIndex<T>.Read(row.GetString("Line")));
            last = row.RowKey;
        }

        return new Page<T>(items, null);
    }

    /// <summary>
    /// The lines that fit, from as many readings as it takes to find a page of them, but no more than so many: of few among many a page
    /// shows what it found, and its cursor leads on.
    /// </summary>
    /// <param name="size">Lines with which it ends; the last reading may bring more.</param>
    /// <param name="reading">Lines that are read at once.</param>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<Page<T>> FindPageAsync<T>(
        ListIndex<T> index, string owner, string? cursor, Func<T, bool> fits, int size, int reading, int mostReadings,
        CancellationToken cancellation)
    {
        var found = new List<T>();
        for (var readings = 1; ; readings++)
        {
            var page = await ReadPageAsync(index, owner, cursor, reading, cancellation);
            found.AddRange(page.Items.Where(fits));
            cursor = page.Cursor;
            if (cursor is null || found.Count >= size || readings == mostReadings) return new Page<T>(found, cursor);
        }
    }

    /// <summary>How many lines there are, by their keys alone.</summary>
    /// <param name="most">Where the counting ends, 1 to 1,000.</param>
    public async Task<int> CountAsync<T>(ListIndex<T> index, string owner, int most, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in QueryAsync(index.Of(owner), "", most, cancellation, ["RowKey"]))
        {
            if (++count == most) break;
        }

        return count;
    }

    /// <summary>Every line, in order.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(ListIndex<T> index, string owner,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in QueryAsync(index.Of(owner), "", null,
            cancellation)) yield return ListIndex<T>.Read(row.GetString("Line"));
    }

    /// <summary>Writes lines and takes others out, all at once. Idempotent.</summary>
    public async Task UpdateAsync(LineSubject subject, IReadOnlyCollection<Line> lines, IReadOnlyCollection<LineKey> gone,
        CancellationToken cancellation)
    {
        // Each is in a partition of its own, mostly: no transaction holds them.
        await Task.WhenAll([.. lines.Select(WriteAsync), .. gone.Select(RemoveAsync)]);

        Task WriteAsync(Line line) => Table.UpsertEntityAsync(
            subject.On(new TableEntity(line.Place.List, line.Place.Key) { ["Line"] = line.Json }), TableUpdateMode.Replace, cancellation);

        Task RemoveAsync(LineKey place) => Table.DeleteEntityAsync(place.List, place.Key, ETag.All, cancellation);
    }

    /// <summary>The line at a place; null when there is none.</summary>
    internal async Task<StoredLine?> FindAsync(LineKey place, CancellationToken cancellation)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(place.List, place.Key, cancellationToken: cancellation);
        return row.HasValue ? LineOf(row.Value!) : null;
    }

    /// <summary>The next lines of all lists together, in order of list and key.</summary>
    internal async Task<IReadOnlyList<StoredLine>> ReadAfterAsync(LineKey place, int count, CancellationToken cancellation)
    {
        // Two ranges: one filter with "or" would read the complete table.
        var (here, further) = (
            TableClient.CreateQueryFilter($"PartitionKey eq {place.List} and RowKey gt {place.Key}"),
            TableClient.CreateQueryFilter($"PartitionKey gt {place.List}"));
        var rows = await Table.TakeAsync(here, count, cancellation);
        if (rows.Count < count) rows = [.. rows, .. await Table.TakeAsync(further, count - rows.Count, cancellation)];
        return [.. rows.Select(LineOf)];
    }

    /// <summary>Takes a line out, unless it was written since it was read.</summary>
    internal async Task RemoveAsync(StoredLine line, CancellationToken cancellation)
    {
        try
        {
            await Table.DeleteEntityAsync(line.Line.Place.List, line.Line.Place.Key, line.ETag, cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            // Another line is there now.
        }
    }

    private static StoredLine LineOf(TableEntity row) =>
        new(new Line(new LineKey(row.PartitionKey, row.RowKey), row.GetString("Line") ?? ""), LineSubject.Of(row), row.ETag);

    private AsyncPageable<TableEntity> QueryAsync(
        string list, string after, int? size, CancellationToken cancellation, IEnumerable<string>? select = null) =>
        Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {list} and RowKey gt {after}"), size, select, cancellation);
}
