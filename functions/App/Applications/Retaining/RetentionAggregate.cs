using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>Partitions as the erasure sees them: rows, whatever they say.</summary>
/// <remarks>Not public fields: each row belongs to the aggregate that writes it, and so do its lines.</remarks>
public static class RetentionAggregate
{
    private static readonly Lazy<IReadOnlyList<RowKind>> Kinds = new(() => KindsOf(Topology.ApplicationsTable));

    private static readonly Lazy<Aggregate<RetainedApplication>> Application = new(() => new(
        Topology.ApplicationsTable, new Part<RetainedApplication>
        {
            Kinds = Kinds.Value,
            Read = rows => new RetainedApplication(
                ApplicationAggregate.Part.Read(rows), [.. rows.All.Where(row => row.Key != Aggregate.Own)]),
            Write = state => [.. ApplicationAggregate.Part.Write(state.Application), .. state.Rows],
            Lines = state => ApplicationAggregate.Part.Lines(state.Application),
        }));

    /// <summary>Applications with all rows that any feature keeps of them.</summary>
    public static Aggregate<RetainedApplication> OfApplication => Application.Value;

    /// <summary>What the records in an application's rows are, by kind.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = TypesOf(Topology.ApplicationsTable);

    /// <summary>What the records in the rows of a table's aggregates are, by kind.</summary>
    public static IReadOnlyDictionary<string, Type> TypesOf(string table) =>
        KindsOf(table).ToDictionary(kind => kind.Name, kind => kind.Type);

    /// <summary>Other aggregates about applications: only rows beside their own one have what people wrote.</summary>
    public static Aggregate<IReadOnlyList<StateRow>> OfRows(string table) => new(table, new Part<IReadOnlyList<StateRow>>
    {
        Kinds = KindsOf(table),
        Read = rows => [.. rows.All],
        Write = rows => rows,
    });

    private static IReadOnlyList<RowKind> KindsOf(string table) =>
        [.. Aggregate.All.Where(kind => kind.Table == table).SelectMany(kind => kind.Kinds).Distinct()];
}
