using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LocalHost.Durable;

/// <summary>The tables of the durable store. Times are UTC ticks, payloads JSON.</summary>
internal static class DurableSchema
{
    public const int Version = 4;

    private const string Tables =
        """
        CREATE TABLE instances(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, generation INTEGER NOT NULL, turns INTEGER NOT NULL,
            name TEXT NOT NULL, version TEXT NOT NULL, status INTEGER NOT NULL, input TEXT, output TEXT, failure BLOB, custom TEXT, tags BLOB,
            created INTEGER NOT NULL, updated INTEGER NOT NULL);
        CREATE TABLE history(instance INTEGER NOT NULL, turn INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(instance, turn)) WITHOUT ROWID;
        CREATE TABLE inbox(
            instance INTEGER NOT NULL, row INTEGER NOT NULL, generation INTEGER NOT NULL, front INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY(instance, row)) WITHOUT ROWID;
        CREATE TABLE activities(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, generation INTEGER NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, input TEXT,
            PRIMARY KEY(instance, task)) WITHOUT ROWID;
        CREATE TABLE timers(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, generation INTEGER NOT NULL, due INTEGER NOT NULL, retry INTEGER NOT NULL,
            calendar INTEGER NOT NULL, PRIMARY KEY(instance, task)) WITHOUT ROWID;
        CREATE INDEX timers_due ON timers(calendar, due);
        """;

    /// <summary>A connection for the one writer; creates the tables in an empty file.</summary>
    /// <exception cref="DurableStoreException">The file is of another version, or of something else.</exception>
    public static SqliteConnection OpenWriter(string path)
    {
        RequireUndamaged(path);
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000;");
            var version = Scalar(connection, "PRAGMA user_version");
            if (version == 0 && Scalar(connection, "SELECT count(*) FROM sqlite_master") == 0)
            {
                Execute(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT;");
                return connection;
            }

            return version == Version ? connection : throw DurableStoreException.OtherVersion(path, version);
        }
        catch (SqliteException unusable)
        {
            connection.Dispose();
            throw DurableStoreException.Unusable(path, unusable);
        }
        catch (DurableStoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static void RequireUndamaged(string path)
    {
        try
        {
            if (SqliteFile.Damage(path) is { } damage) throw DurableStoreException.Damaged(path, damage);
        }
        catch (SqliteException unusable)
        {
            throw DurableStoreException.Unusable(path, unusable);
        }
    }

    /// <exception cref="DurableStoreException">No such file, of another version, or of something else.</exception>
    public static void RequireVersion(string path)
    {
        if (!File.Exists(path)) throw new DurableStoreException($"There is no durable store '{path}'.");
        try
        {
            using var connection = OpenReader(path);
            var version = Scalar(connection, "PRAGMA user_version");
            if (version != Version) throw DurableStoreException.OtherVersion(path, version);
        }
        catch (SqliteException unusable)
        {
            throw DurableStoreException.Unusable(path, unusable);
        }
    }

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadWrite);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        // Not pooled: a pooled connection would keep the file open after the engine has ended.
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(address.ToString());
        connection.Open();
        // For statements; a command waits by its own means.
        raw.sqlite3_busy_timeout(connection.Handle, 1_000 * connection.DefaultTimeout);
        return connection;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>The durable store cannot be used; the message says what to do.</summary>
public sealed class DurableStoreException(string message, Exception? inner = null) : InvalidOperationException(message, inner)
{
    internal static DurableStoreException OtherVersion(string path, long version) => new(
        $"The durable store '{path}' has version {version}; this LocalHost writes version {DurableSchema.Version} and cannot use it. "
        + "Start the LocalHost that made it, or move the file away to begin with an empty store.");

    internal static DurableStoreException Unusable(string path, Exception inner) => new($"The durable store '{path}' cannot be opened: {inner.Message}", inner);

    internal static DurableStoreException Damaged(string path, string damage) => new(
        $"The durable store '{path}' is damaged: {damage} Move it away to begin with an empty one, or put a copy back.");

    internal static DurableStoreException InUse(string path, Exception inner) => new(
        $"The durable store '{path}' is in use by another process. Stop the other LocalHost, or give this one another store.",
        inner);
}
