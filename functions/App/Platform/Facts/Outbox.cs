using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Platform.Facts;

/// <summary>A commit whose facts may not be published, and whose lines may not be in their lists yet.</summary>
/// <param name="First">Number of the commit's first fact.</param>
/// <param name="Places">Places of list lines before and after the commit, which it may have emptied.</param>
/// <param name="Trace">Of what caused it, see <see cref="Tracing.Current"/>: published late, it still belongs there.</param>
public sealed record OutboxMarker(
    string Table, string Subject, int First, IReadOnlyList<LineKey> Places, DateTimeOffset At, string? Trace = null);

/// <summary>One marker a commit, from before it until all that follows from it is done.</summary>
/// <remarks>One partition, so that the sweep reads only what is pending.</remarks>
public sealed class Outbox(TableServiceClient tables, TimeProvider time)
{
    private const string Partition = "pending";

    private TableClient Table => tables.GetTableClient(Topology.OutboxTable);

    /// <summary>Two commits with the same first fact share it: one of them loses, and both began with the same lines.</summary>
    public Task AddAsync(string table, string subject, int first, IReadOnlyList<LineKey> places, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(Partition, Key(table, subject, first))
        {
            ["Table"] = table,
            ["Subject"] = subject,
            ["First"] = first,
            ["Places"] = JsonSerializer.Serialize(places, AppJson.Options),
            ["At"] = time.GetUtcNow(),
        }.Traced(), TableUpdateMode.Replace, cancellation);

    /// <summary>Idempotent: a marker that is gone is gone.</summary>
    public Task RemoveAsync(string table, string subject, int first, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(Partition, Key(table, subject, first), ETag.All, cancellation);

    /// <summary>Markers older than <paramref name="age"/>: younger ones belong to commits that may still be under way.</summary>
    public async Task<IReadOnlyList<OutboxMarker>> PendingAsync(TimeSpan age, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - age;
        var pending = new List<OutboxMarker>();
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellation))
        {
            var marker = new OutboxMarker(
                row.GetString("Table"), row.GetString("Subject"), row.GetInt32("First")!.Value,
                JsonSerializer.Deserialize<IReadOnlyList<LineKey>>(row.GetString("Places"), AppJson.Options)!,
                row.GetDateTimeOffset("At")!.Value, Tracing.Of(row));
            if (marker.At <= before) pending.Add(marker);
        }

        return pending;
    }

    private static string Key(string table, string subject, int first) => $"{table}|{subject}|{first:D9}";
}
