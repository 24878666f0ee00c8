using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Platform.Facts;

/// <summary>A fact that was about to be committed and may not be published yet.</summary>
/// <param name="Trace">Of what caused it, see <see cref="Tracing.Current"/>: published late, it still belongs there.</param>
public sealed record OutboxMarker(string Table, string Subject, int Number, DateTimeOffset At, string? Trace = null);

/// <summary>Markers of facts on their way from commit to topic: one partition, so that the sweep reads only what is pending.</summary>
public sealed class Outbox(TableServiceClient tables, TimeProvider time)
{
    private const string Partition = "pending";

    private TableClient Table => tables.GetTableClient(Topology.OutboxTable);

    public Task AddAsync(string table, IReadOnlyList<Fact> facts, CancellationToken cancellation) =>
        WriteAsync(facts.Select(fact => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(table, fact.Subject, fact.Number))), cancellation);

    public Task RemoveAsync(string table, IReadOnlyList<Fact> facts, CancellationToken cancellation) =>
        Task.WhenAll(facts.Select(fact => RemoveAsync(new OutboxMarker(table, fact.Subject, fact.Number, fact.At), cancellation)));

    /// <summary>Idempotent: a marker that is gone is gone.</summary>
    public Task RemoveAsync(OutboxMarker marker, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(Partition, Key(marker.Table, marker.Subject, marker.Number), ETag.All, cancellation);

    /// <summary>Markers older than <paramref name="age"/>: younger ones belong to commits that may still be under way.</summary>
    public async Task<IReadOnlyList<OutboxMarker>> PendingAsync(TimeSpan age, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - age;
        var pending = new List<OutboxMarker>();
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellation))
        {
            var marker = new OutboxMarker(
                row.GetString("Table"), row.GetString("Subject"), row.GetInt32("Number")!.Value, row.GetDateTimeOffset("At")!.Value, Tracing.Of(row));
            if (marker.At <= before) pending.Add(marker);
        }

        return pending;
    }

    private Task WriteAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellation) => Table.SubmitTransactionAsync(actions, cancellation);

    private TableEntity Row(string table, string subject, int number) => new TableEntity(Partition, Key(table, subject, number))
    {
        ["Table"] = table,
        ["Subject"] = subject,
        ["Number"] = number,
        ["At"] = time.GetUtcNow(),
    }.Traced();

    private static string Key(string table, string subject, int number) => $"{table}|{subject}|{number:D9}";
}
