using Microsoft.Data.Sqlite;

namespace LocalHost.Durable;

/// <summary>A prepared statement with parameters $1, $2, … bound in order; null is stored as NULL.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
    }

    /// <summary>Rows changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Rows found, each handed to <paramref name="row"/>.</summary>
    public List<T> Query<T>(Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        var found = new List<T>();
        while (reader.Read()) found.Add(row(reader));
        return found;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}

internal static class Columns
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[]? Bytes(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
