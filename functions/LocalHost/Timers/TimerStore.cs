using Microsoft.Data.Sqlite;

namespace LocalHost.Timers;

/// <summary>One row per timer, so that a missed tick is seen after a restart.</summary>
internal sealed class TimerStore : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;

    public TimerStore(string databasePath)
    {
        connection = new(new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false }.ToString());
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = """
            pragma journal_mode = wal;
            pragma synchronous = normal;
            create table if not exists timers (name text primary key, last integer null, next integer not null, updated integer not null);
            """;
        create.ExecuteNonQuery();
    }

    public TimerRecord? Read(string name)
    {
        lock (gate)
        {
            using var select = connection.CreateCommand();
            select.CommandText = "select last, next, updated from timers where name = $name";
            select.Parameters.AddWithValue("$name", name);
            using var row = select.ExecuteReader();
            return row.Read() ? new(row.IsDBNull(0) ? null : Utc(row.GetInt64(0)), Utc(row.GetInt64(1)), Utc(row.GetInt64(2))) : null;
        }
    }

    public void Write(string name, TimerRecord record)
    {
        lock (gate)
        {
            using var upsert = connection.CreateCommand();
            upsert.CommandText = "insert or replace into timers values ($name, $last, $next, $updated)";
            upsert.Parameters.AddWithValue("$name", name);
            upsert.Parameters.AddWithValue("$last", (object?)record.Last?.UtcTicks ?? DBNull.Value);
            upsert.Parameters.AddWithValue("$next", record.Next.UtcTicks);
            upsert.Parameters.AddWithValue("$updated", record.LastUpdated.UtcTicks);
            upsert.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        lock (gate) connection.Dispose();
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
