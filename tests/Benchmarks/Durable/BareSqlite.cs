using System.Diagnostics;
using LocalHost;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Durable;

/// <summary>What the store's library does alone: the floor under every durable step.</summary>
internal static class BareSqlite
{
    /// <summary>Transactions a second of one small row each, one writer, WAL and synchronous=NORMAL as the engine's.</summary>
    public static double TransactionsPerSecond(int transactions)
    {
        var folder = Directory.CreateDirectory(Path.Combine(CommandLine.LocalFolder(), "bench", "sqlite")).FullName;
        var path = Path.Combine(folder, "bare.db");
        foreach (var file in Directory.EnumerateFiles(folder, "bare.db*")) File.Delete(file);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE rows(key INTEGER PRIMARY KEY, body TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows(body) VALUES($1)";
        insert.Parameters.AddWithValue("$1", new string('x', 200));
        insert.Prepare();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < transactions; i++) insert.ExecuteNonQuery();
        return Math.Round(transactions / Stopwatch.GetElapsedTime(began).TotalSeconds);

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
