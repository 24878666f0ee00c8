using System.Reflection;

namespace FunctionsApp.Platform.Storage;

/// <summary>Rows of a partition: their keys begin with the name and '|'.</summary>
/// <param name="Name">Lower-case word, greater than <see cref="Aggregate.Own"/>.</param>
/// <param name="Type">Of the record in each.</param>
public sealed record RowKind(string Name, Type Type);

/// <summary>
/// How a part of an aggregate's state becomes rows and lines, and is read back. Other features compose it without knowing its
/// rows.
/// </summary>
/// <typeparam name="T">A record, or a list of records.</typeparam>
public sealed record Part<T>
{
    /// <summary>Kinds of rows that it is made of. The aggregate's own row is not among them.</summary>
    public IReadOnlyList<RowKind> Kinds { get; init; } = [];

    public required Func<StateRows, T> Read { get; init; }

    /// <summary>All rows of the state. A commit writes those that differ from what was read.</summary>
    public required Func<T, IEnumerable<StateRow>> Write { get; init; }

    /// <summary>
    /// The list lines that show the state. A commit writes those that differ and takes out those that are gone.
    /// </summary>
    public Func<T, IEnumerable<Line>> Lines { get; init; } = NoLines;

    /// <summary>Of a state that no list shows.</summary>
    internal static Func<T, IEnumerable<Line>> NoLines { get; } = _ => [];
}

public static class Part
{
    /// <summary>The aggregate's own row.</summary>
    public static Part<T> Own<T>(Func<T, IEnumerable<Line>>? lines = null) => new()
    {
        Read = rows => rows.Read<T>(Aggregate.Own),
        Write = state => [StateRow.Of(Aggregate.Own, state)],
        Lines = lines ?? Part<T>.NoLines,
    };

    /// <summary>A row for each of a kind of records; none is ever taken out.</summary>
    /// <param name="kind">See <see cref="RowKind"/>.</param>
    /// <param name="key">Unique among the kind, without characters that row keys forbid.</param>
    public static Part<IReadOnlyList<T>> Many<T>(string kind, Func<T, string> key) => new()
    {
        Kinds = [new RowKind(kind, typeof(T))],
        Read = rows => rows.ReadAll<T>($"{kind}|"),
        Write = items => items.Select(item => StateRow.Of($"{kind}|{key(item)}", item)),
    };
}

/// <summary>A kind of aggregate: the table that has a partition for each of its ids, and the state's rows there.</summary>
public abstract class Aggregate(string table)
{
    /// <summary>Key of the row that every commit writes: it has the end of the chain of facts, and its ETag guards the partition.</summary>
    /// <remarks>
    /// It is the smallest key. A query reads in order of keys, so no row read after it can be older than it; a newer one no
    /// longer fits its ETag.
    /// </remarks>
    public const string Own = "aggregate";

    /// <summary>Those of all features, found by their public static fields; a private one is for reading alone.</summary>
    /// <remarks>The sweep asks each one for its lines, and would take out those of one that it does not know.</remarks>
    public static IReadOnlyList<Aggregate> All =>
    [
        .. typeof(Aggregate).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(kind => kind.FieldType.IsSubclassOf(typeof(Aggregate)))
            .Select(kind => (Aggregate)kind.GetValue(null)!),
    ];

    public string Table => table;

    /// <summary>The list lines that show the aggregate now.</summary>
    internal abstract IEnumerable<Line> Lines(StateRows rows);

    /// <summary>Kinds of rows beside the own one.</summary>
    internal abstract IReadOnlyList<RowKind> Kinds { get; }
}

/// <inheritdoc cref="Aggregate"/>
public sealed class Aggregate<TState>(string table, Part<TState> part) : Aggregate(table)
{
    internal Part<TState> Part => part;

    internal override IReadOnlyList<RowKind> Kinds { get; } =
        part.Kinds.All(kind => string.CompareOrdinal(kind.Name, Own) > 0) ? part.Kinds
            : throw new ArgumentException($"A kind of rows comes before '{Own}'.", nameof(part));

    // Of a table with several kinds of aggregates the rows may be another one's, which this one cannot read.
    internal override IEnumerable<Line> Lines(StateRows rows) => part.Lines == Part<TState>.NoLines ? [] : part.Lines(part.Read(rows));
}
