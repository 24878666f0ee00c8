using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>A kind of aggregates as rows.</summary>
/// <param name="Types">What the records in them are, by kind.</param>
public sealed record RetainedRows(Aggregate<IReadOnlyList<StateRow>> Kind, IReadOnlyDictionary<string, Type> Types);

/// <summary>Partitions as the erasure sees them: rows, whatever they say.</summary>
/// <remarks>Not public fields: each row belongs to the aggregate that writes it, and so do its lines.</remarks>
public static class RetentionAggregate
{
    private static readonly IReadOnlyList<RowKind> Kinds = KindsOf(Topology.ApplicationsTable);

    /// <summary>Applications with all rows that any feature keeps of them.</summary>
    public static Aggregate<RetainedApplication> OfApplication { get; } = new(Topology.ApplicationsTable, new Part<RetainedApplication>
    {
        Kinds = Kinds,
        Read = rows => new RetainedApplication(
            ApplicationAggregate.Part.Read(rows), [.. rows.All.Where(row => row.Key != Aggregate.Own)]),
        Write = state => [.. ApplicationAggregate.Part.Write(state.Application), .. state.Rows],
        Lines = state => ApplicationAggregate.Part.Lines(state.Application),
    });

    /// <summary>What the records in an application's rows are, by kind.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = TypesOf(Kinds);

    /// <summary>Other aggregates about applications: only rows beside their own one have what people wrote.</summary>
    public static RetainedRows OfRows(string table)
    {
        var kinds = KindsOf(table);
        var part = new Part<IReadOnlyList<StateRow>> { Kinds = kinds, Read = rows => [.. rows.All], Write = rows => rows };
        return new RetainedRows(new Aggregate<IReadOnlyList<StateRow>>(table, part), TypesOf(kinds));
    }

    private static Dictionary<string, Type> TypesOf(IReadOnlyList<RowKind> kinds) =>
        kinds.ToDictionary(kind => kind.Name, kind => kind.Type);

    private static IReadOnlyList<RowKind> KindsOf(string table) =>
        [.. Aggregate.All.Where(kind => kind.Table == table).SelectMany(kind => kind.Kinds).Distinct()];
}
