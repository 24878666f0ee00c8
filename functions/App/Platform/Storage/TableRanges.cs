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
}
