using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Data.Sqlite;

namespace Scenarios.Fixtures;

/// <summary>What another process of LocalHost has stored: its broker's messages, its orchestrations' work, and the app's outbox.</summary>
internal sealed class LocalHostProcessRecords(LocalHostProcess host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when every message was handled, every fact published, and orchestrations wait for people or times only.</summary>
    public async Task QuietAsync(CancellationToken cancellation)
    {
        var outbox = new TableServiceClient(host.Storage.ConnectionString).GetTableClient("Outbox");
        // Work goes round from fact to message to orchestration to fact: one look at each in turn could miss it on its way.
        var quiet = 0;
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100, cancellation))
        {
            var waiting = Query("durable.db", "select 'orchestrations' from inbox union all select name from activities where $0", true);
            waiting.AddRange(Query("bus.db", "select path from messages where dead = $0", false));
            var markers = await outbox.QueryAsync<TableEntity>(
                // What comes after them are the names of what changed.
                "PartitionKey eq 'pending' and RowKey lt '~'", cancellationToken: cancellation).CountAsync(cancellation);
            quiet = waiting.Count + markers == 0 ? quiet + 1 : 0;
            if (quiet == 3) return;
            if (waited.Elapsed > Patience) throw new TimeoutException($"{markers} facts are not published, and there is work in {string.Join(", ", waiting.Distinct())}.{Environment.NewLine}{host.Said}");
        }
    }

    /// <summary>Where dead letters lie, once for each.</summary>
    public IReadOnlyList<string> DeadLetters() => Query("bus.db", "select path from messages where dead = $0", true);

    /// <summary>MessageIds that the topic or queue has taken; a second one with the same id was dropped.</summary>
    public IReadOnlyList<string> Taken(string entity) => Query("bus.db", "select message_id from seen where entity = $0", entity);

    private List<string> Query(string file, string sql, object value)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(host.Data, file), Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = sql;
        select.Parameters.AddWithValue("$0", value);
        using var rows = select.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(rows.GetString(0));
        return found;
    }
}
