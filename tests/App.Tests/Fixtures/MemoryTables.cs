using Azure.Data.Tables;

namespace App.Tests.Fixtures;

/// <summary>Tables in memory with the service's rules that stores rely on: ETags, atomic transactions of at most 100 rows of one partition, order of row keys.</summary>
internal sealed class MemoryTables : TableServiceClient
{
    private readonly Dictionary<string, MemoryTable> tables = [];

    public override TableClient GetTableClient(string tableName)
    {
        if (!tables.TryGetValue(tableName, out var table)) tables[tableName] = table = new MemoryTable();
        return table;
    }
}
