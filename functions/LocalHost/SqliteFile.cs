using Microsoft.Data.Sqlite;

namespace LocalHost;

/// <summary>Opens a database so that its failure names the file.</summary>
internal static class SqliteFile
{
    /// <summary>Larger ones are not read through at the start; their faults show when a page is read.</summary>
    private const long LargestChecked = 64L << 20;

    private const int Full = 13, Damaged = 11, NoDatabase = 26;

    /// <exception cref="LocalHostException">Damaged, or it cannot be opened.</exception>
    public static T Open<T>(string path, Func<T> open)
    {
        try
        {
            if (Damage(path) is { } damage) throw new LocalHostException(InWords(path, damage));
            return open();
        }
        catch (SqliteException wrong)
        {
            throw new LocalHostException(
                wrong.SqliteErrorCode switch
                {
                    Damaged or NoDatabase => InWords(path, wrong.Message),
                    Full => $"The disk is full: {path} cannot be written. Free it, then start again.",
                    _ => $"{path} cannot be opened: {wrong.Message}",
                },
                wrong);
        }
    }

    /// <summary>What is wrong inside the file; null: nothing, or it is not there yet, or too large to be read through.</summary>
    /// <exception cref="SqliteException">It is no database, or cannot be read.</exception>
    public static string? Damage(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > LargestChecked) return null;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        return (string?)check.ExecuteScalar() is var found && found == "ok" ? null : found ?? "nothing can be read";
    }

    private static string InWords(string path, string found) =>
        $"{path} is damaged: {found} Move it away to begin with an empty one, or put a copy back.";
}
