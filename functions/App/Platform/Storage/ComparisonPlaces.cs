using Azure.Data.Tables;

namespace FunctionsApp.Platform.Storage;

/// <summary>How far a round of comparing is: in one table after the other, those of aggregates before the lists.</summary>
/// <param name="Table">Null when the round is over.</param>
/// <param name="After">The last row that was compared; an aggregate has no key.</param>
internal sealed record ComparisonPlace(string? Table, LineKey After, DateTimeOffset Begun)
{
    public static readonly LineKey Start = new("", "");
}

/// <summary>Keeps the place between two runs, which may be of different processes.</summary>
public sealed class ComparisonPlaces(TableServiceClient tables)
{
    private const string Partition = "comparison";
    private const string Row = "place";

    private TableClient Outbox => tables.GetTableClient(Topology.OutboxTable);

    /// <summary>Null before the first round.</summary>
    internal async Task<ComparisonPlace?> ReadAsync(CancellationToken cancellation)
    {
        var found = await Outbox.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellation);
        return found is { HasValue: true, Value: { } row }
            ? new ComparisonPlace(
                row.GetString("Table"), new LineKey(row.GetString("List") ?? "", row.GetString("Key") ?? ""),
                row.GetDateTimeOffset("Begun")!.Value)
            : null;
    }

    internal Task WriteAsync(ComparisonPlace place, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, Row) { ["List"] = place.After.List, ["Key"] = place.After.Key, ["Begun"] = place.Begun };
        if (place.Table is { } table) row["Table"] = table;
        return Outbox.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }
}
