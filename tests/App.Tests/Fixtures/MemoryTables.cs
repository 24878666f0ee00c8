using Azure;
using Azure.Data.Tables;

namespace App.Tests.Fixtures;

/// <summary>
/// Tables in memory with the service's rules that stores rely on: ETags, atomic transactions of at most 100 rows of one partition, order
/// of row keys, characters that keys forbid, pages.
/// </summary>
internal sealed class MemoryTables : TableServiceClient
{
    private readonly Dictionary<string, MemoryTable> tables = [];
    private Faults? faults;

    public MemoryTable this[string name] => tables.TryGetValue(name, out var table) ? table : tables[name] = new MemoryTable { Faults = faults };

    /// <summary>What fails of the operations of all tables; null for nothing.</summary>
    public Faults? Faults
    {
        get => faults;
        set
        {
            faults = value;
            foreach (var table in tables.Values) table.Faults = value;
        }
    }

    public override TableClient GetTableClient(string tableName) => this[tableName];

    /// <summary>The next write to the table fails, and nothing is written.</summary>
    public void Break(string name) => this[name].BeforeNextWrite(() => throw new RequestFailedException(503, "ServerBusy"));

    /// <summary>The next write to the table is done, but its answer is lost.</summary>
    public void LoseAnswer(string name) => this[name].AfterNextWrite(() => throw new RequestFailedException(504, "The answer was lost."));
}
