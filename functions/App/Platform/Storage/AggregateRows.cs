using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Platform.Storage;

/// <summary>An aggregate's rows as they were read from its partition.</summary>
internal sealed record AggregateRows(StateRows State, FactHead Head, string ETag)
{
    private const string Number = "FactNumber";
    private const string Hash = "FactHash";

    /// <summary>The state's rows in one query; the own row alone in one point read. Null when there is none of this id.</summary>
    public static async Task<AggregateRows?> ReadAsync(TableClient table, Aggregate aggregate, string id, CancellationToken cancellation)
    {
        if (aggregate.Kinds.Count == 0)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(id, Aggregate.Own, cancellationToken: cancellation);
            return found.HasValue ? Of([found.Value!]) : null;
        }

        var kinds = aggregate.Kinds.Select(kind => $"(RowKey ge '{kind}|' and RowKey lt '{kind}}}')");
        var partition = TableClient.CreateQueryFilter($"PartitionKey eq {id}");
        var filter = $"{partition} and (RowKey eq '{Aggregate.Own}' or {string.Join(" or ", kinds)})";
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(row);
        return rows.Count > 0 && rows[0].RowKey == Aggregate.Own ? Of(rows) : null;
    }

    /// <summary>Number of the last fact; null when there is none of this id.</summary>
    public static async Task<int?> ReadNumberAsync(TableClient table, string id, CancellationToken cancellation)
    {
        var own = await table.GetEntityIfExistsAsync<TableEntity>(id, Aggregate.Own, [Number], cancellation);
        return own.HasValue ? own.Value!.GetInt32(Number) : null;
    }

    /// <summary>What brings the rows to the next state. The own row comes first: its ETag guards all others.</summary>
    /// <param name="read">Null when there is none of this id yet.</param>
    /// <param name="before">
    /// As this version writes them: rows of an earlier version, which knew fewer members, would else all be written again, and a
    /// transaction takes 100.
    /// </param>
    public static IEnumerable<TableTransactionAction> Actions(
        string id, AggregateRows? read, IReadOnlyList<StateRow> before, IReadOnlyList<StateRow> next, FactHead head)
    {
        var known = StateRows.Of(before);
        var own = StateRows.Entity(id, next.Single(row => row.Key == Aggregate.Own));
        own[Number] = head.Number;
        own[Hash] = head.Hash;
        yield return read is null
            ? new TableTransactionAction(TableTransactionActionType.Add, own)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, own, new ETag(read.ETag));
        foreach (var row in next.Where(row => row.Key != Aggregate.Own && !known.Holds(row)))
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, StateRows.Entity(id, row));
        }
    }

    private static AggregateRows Of(IReadOnlyList<TableEntity> rows) =>
        new(StateRows.Of(rows), new FactHead(rows[0].GetInt32(Number)!.Value, rows[0].GetString(Hash)), rows[0].ETag.ToString());
}
