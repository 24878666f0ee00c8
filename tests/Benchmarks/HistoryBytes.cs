using Microsoft.Data.Sqlite;

namespace Benchmarks;

/// <summary>How large the histories of orchestrations are, as LocalHost stores them.</summary>
internal static class HistoryBytes
{
    /// <summary>Bytes of all events' bodies.</summary>
    public static long In(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(length(body)), 0) FROM history";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>For reading, beside the host that writes.</summary>
    public static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
