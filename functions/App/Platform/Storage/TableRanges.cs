using Azure;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Storage;

internal static class TableRanges
{
    /// <summary>The first rows of a range, in order of their keys.</summary>
    public static async Task<IReadOnlyList<TableEntity>> TakeAsync(
        this TableClient table, string filter, int count, CancellationToken cancellation, IEnumerable<string>? columns = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, count, columns, cancellation))
        {
            rows.Add(row);
            if (rows.Count == count) break;
        }

        return rows;
    }

    /// <summary>Removes every row of a range, one by one. Safe to run twice.</summary>
    public static async Task RemoveRangeAsync(this TableClient table, string filter, CancellationToken cancellation)
    {
        var rows = table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
    }
}
