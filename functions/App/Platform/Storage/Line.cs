using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Storage;

/// <summary>The place of a line: its list, and its key there.</summary>
/// <param name="List">Name of the list, and of whose it is: a partition.</param>
/// <param name="Key">Lines are read in the order of their keys.</param>
public sealed record LineKey(string List, string Key);

/// <summary>A line of a list that people or timers read.</summary>
/// <param name="Json">What it shows.</param>
public sealed record Line(LineKey Place, string Json);

/// <summary>The aggregate that a line shows. The line's row names it, so that each can be compared with the other.</summary>
public sealed record LineSubject(string Table, string Id)
{
    internal TableEntity On(TableEntity row)
    {
        (row["Table"], row["Subject"]) = (Table, Id);
        return row;
    }

    /// <summary>Null where the row names none.</summary>
    internal static LineSubject? Of(TableEntity row) =>
        row.GetString("Table") is { } table && row.GetString("Subject") is { } id ? new LineSubject(table, id) : null;
}

/// <summary>A line as it is stored.</summary>
/// <param name="Subject">Null where the row names none.</param>
internal sealed record StoredLine(Line Line, LineSubject? Subject, ETag ETag)
{
    public bool Shows(Line line, LineSubject subject) => Line == line && Subject == subject;
}

/// <summary>What a commit changes in lists.</summary>
/// <param name="Shown">Lines that are new or show something else.</param>
/// <param name="Places">Places of the lines before and after the commit.</param>
internal sealed record LineChange(IReadOnlyList<Line> Shown, IReadOnlyList<LineKey> Gone, IReadOnlyList<LineKey> Places)
{
    public bool IsEmpty => Shown.Count + Gone.Count == 0;

    public static LineChange Of(IReadOnlyList<Line> old, IReadOnlyList<Line> next)
    {
        var (before, after) = (old.Select(line => line.Place), next.Select(line => line.Place));
        return new LineChange([.. next.Except(old)], [.. before.Except(after)], [.. before.Union(after)]);
    }
}

/// <summary>A kind of lists, one for each owner: the applications of an organisation, the assignments of a person.</summary>
/// <typeparam name="T">A record: what a line shows.</typeparam>
/// <param name="name">kebab-case, unique in the app.</param>
public sealed class ListIndex<T>(string name)
{
    public Line Line(string owner, string key, T shows) =>
        new(new LineKey(Of(owner), key), JsonSerializer.Serialize(shows, AppJson.Options));

    internal string Of(string owner) => $"{name}|{owner}";

    internal static T Read(string json) => JsonSerializer.Deserialize<T>(json, AppJson.Options)!;
}

/// <summary>Parts of line keys that sort by time.</summary>
public static class LineOrder
{
    /// <summary>Ticks counted down: the newest has the smallest key.</summary>
    public static string NewestFirst(DateTimeOffset at, string id) => $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}|{id}";

    public static string OldestFirst(DateTimeOffset at, string id) => $"{at.UtcTicks:D19}|{id}";
}
