using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Storage;

/// <summary>A record in a row of an aggregate's partition.</summary>
/// <param name="Key">Row key.</param>
/// <param name="Json">The record.</param>
public sealed record StateRow(string Key, string Json)
{
    public static StateRow Of<T>(string key, T state) => new(key, JsonSerializer.Serialize(state, AppJson.Options));
}

/// <summary>The rows of an aggregate as they were read.</summary>
public sealed class StateRows(IReadOnlyDictionary<string, string> json)
{
    /// <summary>Characters of a property at most: the service allows 64 KiB of UTF-16.</summary>
    private const int MaxProperty = 32_000;

    private const string Property = "State";

    public static readonly StateRows None = new(new Dictionary<string, string>());

    public static StateRows Of(IEnumerable<StateRow> rows) => new(rows.ToDictionary(row => row.Key, row => row.Json));

    /// <summary>With these rows as they are now.</summary>
    internal StateRows With(IEnumerable<StateRow> rows)
    {
        var next = new Dictionary<string, string>(json);
        foreach (var row in rows) next[row.Key] = row.Json;
        return new StateRows(next);
    }

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<StateRow> All => json.Select(row => new StateRow(row.Key, row.Value));

    public bool Holds(StateRow row) => json.TryGetValue(row.Key, out var stored) && stored == row.Json;

    /// <summary>The record of a row.</summary>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public T Read<T>(string key) => JsonSerializer.Deserialize<T>(json[key], AppJson.Options)!;

    /// <summary>The records of the rows whose keys begin with the prefix, in order of key.</summary>
    public IReadOnlyList<T> ReadAll<T>(string prefix) =>
    [
        .. json.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => JsonSerializer.Deserialize<T>(row.Value, AppJson.Options)!),
    ];

    internal static StateRows Of(IEnumerable<TableEntity> rows) => new(rows.ToDictionary(row => row.RowKey, Json));

    /// <summary>The row as an entity; a text that is longer than a property may be continues in the next one.</summary>
    internal static TableEntity Entity(string partition, StateRow row)
    {
        var entity = new TableEntity(partition, row.Key);
        for (var (part, at) = (0, 0); at == 0 || at < row.Json.Length; part++, at += MaxProperty)
        {
            entity[Name(part)] = row.Json.Substring(at, Math.Min(MaxProperty, row.Json.Length - at));
        }

        return entity;
    }

    private static string Json(TableEntity row)
    {
        var text = row.GetString(Property) ?? throw new JsonException($"Row {row.RowKey} of {row.PartitionKey} has no state.");
        if (!row.ContainsKey(Name(1))) return text;
        var whole = new StringBuilder(text);
        for (var part = 1; row.GetString(Name(part)) is { } more; part++) whole.Append(more);
        return whole.ToString();
    }

    private static string Name(int part) => part == 0 ? Property : $"{Property}{part}";
}
