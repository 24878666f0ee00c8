using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LocalHost.Durable;

/// <summary>A statement prepared once, with parameters $1, $2, … bound in order; null is stored as NULL.</summary>
/// <remarks>By SQLite's own interface: a <see cref="SqliteCommand"/> allocates a reader and looks up its parameters in each run.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt prepared;
    private readonly int[] places;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out prepared), database);
        // SQLite numbers the names in the order of their first mention.
        places = [.. Enumerable.Range(1, parameters).Select(number => raw.sqlite3_bind_parameter_index(prepared, $"${number}"))];
    }

    /// <summary>Rows changed.</summary>
    public int Run(params ReadOnlySpan<Cell> values)
    {
        try
        {
            Bind(values);
            Step();
            return raw.sqlite3_changes(database);
        }
        finally
        {
            raw.sqlite3_reset(prepared);
        }
    }

    /// <summary>Rows found, each as <paramref name="read"/> makes it.</summary>
    public List<T> Query<T>(Func<Row, T> read, params ReadOnlySpan<Cell> values)
    {
        var found = new List<T>();
        try
        {
            Bind(values);
            while (Step()) found.Add(read(new Row(prepared)));
            return found;
        }
        finally
        {
            // Also when a row cannot be read: until it is reset, a statement holds its snapshot of the store.
            raw.sqlite3_reset(prepared);
        }
    }

    public void Dispose() => prepared.Dispose();

    /// <summary>True if there is a row.</summary>
    private bool Step()
    {
        var state = raw.sqlite3_step(prepared);
        // Returns where the step succeeded, with a row or without.
        SqliteException.ThrowExceptionForRC(state, database);
        return state == raw.SQLITE_ROW;
    }

    private void Bind(ReadOnlySpan<Cell> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (place, value) = (places[i], values[i]);
            var state = value.Content switch
            {
                string text => raw.sqlite3_bind_text(prepared, place, text),
                byte[] bytes => raw.sqlite3_bind_blob(prepared, place, bytes),
                _ when value.Number is { } number => raw.sqlite3_bind_int64(prepared, place, number),
                _ => raw.sqlite3_bind_null(prepared, place),
            };
            SqliteException.ThrowExceptionForRC(state, database);
        }
    }
}

/// <summary>A value that is bound to a parameter: a number, a text, bytes or NULL; none of them is boxed.</summary>
internal readonly record struct Cell(object? Content, long? Number)
{
    public static implicit operator Cell(string? text) => new(text, null);

    public static implicit operator Cell(byte[]? bytes) => new(bytes, null);

    public static implicit operator Cell(long number) => new(null, number);

    public static implicit operator Cell(bool flag) => new(null, flag ? 1 : 0);
}

/// <summary>The row that a query is at.</summary>
internal readonly struct Row(sqlite3_stmt statement)
{
    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public bool GetBoolean(int column) => GetInt32(column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? Text(int column) => IsNull(column) ? null : GetString(column);

    public byte[]? Bytes(int column) => IsNull(column) ? null : raw.sqlite3_column_blob(statement, column).ToArray();

    public DateTimeOffset Time(int column) => new(GetInt64(column), TimeSpan.Zero);

    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;
}
