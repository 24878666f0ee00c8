using Microsoft.Data.Sqlite;

namespace LocalHost.ServiceBus;

/// <summary>One SQLite connection with its prepared statements. Not safe for use by several threads: its owner locks.</summary>
internal sealed class MessageDatabase : IDisposable
{
    private const long Version = 2;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteTransaction? transaction;

    /// <exception cref="LocalHostException">The file is of another version's broker.</exception>
    public MessageDatabase(string path)
    {
        // Unpooled: a closed broker must let go of its file.
        connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute("pragma journal_mode = wal");
        Execute("pragma synchronous = normal");
        if (Scalar("select count(*) from sqlite_master") > 0 && Scalar("pragma user_version") != Version)
        {
            connection.Dispose();
            throw new LocalHostException(
                $"{path} was written by another version of LocalHost. Choose another --data folder, or delete this one.");
        }

        Execute($"pragma user_version = {Version}");
        Execute("""
            create table if not exists messages (
                sequence integer primary key autoincrement, path text not null collate nocase, dead integer not null,
                delivered integer not null, header text not null, body blob not null)
            """);
        Execute("create index if not exists messages_by_path on messages (path, dead, sequence)");
        Execute("create table if not exists seen (entity text not null, message_id text not null, until integer not null, primary key (entity, message_id)) without rowid");
        Execute("create index if not exists seen_by_time on seen (entity, until)");
    }

    /// <summary>All or nothing: rolled back when the action throws.</summary>
    public T InTransaction<T>(Func<T> action)
    {
        using var running = transaction = connection.BeginTransaction();
        try
        {
            var result = action();
            running.Commit();
            return result;
        }
        finally
        {
            transaction = null;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object> values) => Prepare(sql, values).ExecuteNonQuery();

    public long Scalar(string sql, params ReadOnlySpan<object> values) => (long)Prepare(sql, values).ExecuteScalar()!;

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
        connection.Dispose();
    }

    /// <summary>Parameters are @0, @1, … in the order of the values.</summary>
    private SqliteCommand Prepare(string sql, ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 0; index < values.Length; index++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{index}" });
            prepared.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index];
        command.Transaction = transaction;
        return command;
    }
}
