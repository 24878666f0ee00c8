using Microsoft.Data.Sqlite;

namespace LocalHost.Blobs;

/// <summary>Which blob versions each function has had, and how often it failed on one; kept in SQLite.</summary>
/// <remarks>One row per function and blob, with its latest version: a new version starts at no tries.</remarks>
public sealed class BlobReceipts : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    public BlobReceipts(string databasePath)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false }.ToString());
        connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = NORMAL");
        Run("PRAGMA busy_timeout = 5000");
        Run("""
            CREATE TABLE IF NOT EXISTS BlobReceipt (
                Function TEXT NOT NULL, Container TEXT NOT NULL, Name TEXT NOT NULL, ETag TEXT NOT NULL, Tries INTEGER NOT NULL, Settled INTEGER NOT NULL,
                PRIMARY KEY (Function, Container, Name)) WITHOUT ROWID
            """);
    }

    /// <summary>Failed tries so far, or null when the function is done with this version, well or as poison.</summary>
    public int? Tries(string function, BlobVersion blob)
    {
        lock (gate)
        {
            using var command = Command("SELECT Tries, Settled FROM BlobReceipt WHERE Function = $f AND Container = $c AND Name = $n AND ETag = $e", function, blob);
            using var reader = command.ExecuteReader();
            if (!reader.Read()) return 0;
            return reader.GetBoolean(1) ? null : reader.GetInt32(0);
        }
    }

    public void Done(string function, BlobVersion blob) => Put(function, blob, 0, settled: true);

    public void Failed(string function, BlobVersion blob, int tries) => Put(function, blob, tries, settled: false);

    public void Dispose()
    {
        lock (gate) connection.Dispose();
    }

    private void Put(string function, BlobVersion blob, int tries, bool settled)
    {
        lock (gate)
        {
            using var command = Command("INSERT OR REPLACE INTO BlobReceipt VALUES ($f, $c, $n, $e, $tries, $settled)", function, blob);
            command.Parameters.AddWithValue("$tries", tries);
            command.Parameters.AddWithValue("$settled", settled);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string text, string function, BlobVersion blob)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$f", function);
        command.Parameters.AddWithValue("$c", blob.Container);
        command.Parameters.AddWithValue("$n", blob.Name);
        command.Parameters.AddWithValue("$e", blob.ETag);
        return command;
    }

    private void Run(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
