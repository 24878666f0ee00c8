using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Releases;

/// <summary>Which corrections and late reports a revision takes in.</summary>
/// <remarks>
/// The difference of two tables is a table, too: where one reporter alone changed a number, the two numbers would give its correction
/// away, or all that it reported late. A number that is public therefore changes by at least three organisations at once, and by none
/// of those that would change another with fewer; they wait.
/// </remarks>
public static class ReviseFigures
{
    /// <summary>The figures of the revision: those of the organisations that change as they are now, all others as they were.</summary>
    /// <param name="withheld">Numbers that are withheld already, and stay so: their changes show nowhere.</param>
    public static IReadOnlyList<ReportedValue> Decide(
        IReadOnlyList<ReportedValue> earlier, IReadOnlyList<ReportedValue> now, IReadOnlySet<CellKey> withheld)
    {
        var (before, after) = (earlier.ToLookup(value => value.Organisation), now.ToLookup(value => value.Organisation));
        var changes = before.Select(each => each.Key).Union(after.Select(each => each.Key))
            .ToDictionary(organisation => organisation, organisation => Changes([.. before[organisation]], [.. after[organisation]]));
        foreach (var unchanged in changes.Where(change => change.Value.Count == 0).ToList()) changes.Remove(unchanged.Key);
        while (Waiting(changes, withheld) is { Count: > 0 } waiting)
        {
            foreach (var organisation in waiting) changes.Remove(organisation);
        }

        return
        [
            .. from organisation in before.Select(each => each.Key).Union(after.Select(each => each.Key)).Order(StringComparer.Ordinal)
               from value in changes.ContainsKey(organisation) ? after[organisation] : before[organisation]
               select value,
        ];
    }

    private static HashSet<string> Waiting(Dictionary<string, IReadOnlySet<CellKey>> changes, IReadOnlySet<CellKey> withheld) =>
    [
        .. from change in changes
           from key in change.Value
           where !withheld.Contains(key)
           group change.Key by key into changed
           where changed.Count() < WithheldCells.FewestOrganisations
           from organisation in changed
           select organisation,
    ];

    /// <summary>The numbers that differ, totals too; where only places were exchanged, a total does not.</summary>
    private static IReadOnlySet<CellKey> Changes(IReadOnlyList<ReportedValue> before, IReadOnlyList<ReportedValue> after)
    {
        var differences = from entry in before.Select(value => (value, Sign: -1)).Concat(after.Select(value => (value, Sign: 1)))
                          from sector in new[] { entry.value.Sector, null }
                          from district in new[] { entry.value.District, null }
                          group entry.Sign * entry.value.Value by new CellKey(sector, district) into cell
                          where cell.Sum() != 0
                          select cell.Key;
        return differences.ToHashSet();
    }
}
