using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Releases;

/// <summary>A released month, as a quarter or a year is made of it.</summary>
/// <param name="Values">By indicator.</param>
/// <param name="Withheld">By indicator, in any of its revisions.</param>
public sealed record ReleasedMonth(
    Period Month, IReadOnlyDictionary<string, IReadOnlyList<ReportedValue>> Values,
    IReadOnlyDictionary<string, IReadOnlySet<CellKey>> Withheld);

/// <summary>Makes the figures of a quarter or a year of its released months.</summary>
public static class CombineMonths
{
    /// <summary>The sum of the months, or the figures of the last one, as the indicator says.</summary>
    public static IReadOnlyList<ReportedValue> Values(Indicator indicator, ReleasePeriod period, IReadOnlyList<ReleasedMonth> months) =>
    [
        .. from month in Counting(indicator, period, months)
           from value in month.Values.GetValueOrDefault(indicator.Code) ?? []
           group value.Value by (value.Organisation, value.Sector, value.District) into place
           orderby place.Key
           select new ReportedValue(place.Key.Organisation, place.Key.Sector, place.Key.District, place.Sum()),
    ];

    /// <summary>What is withheld in a month is withheld in the sum, too.</summary>
    /// <remarks>
    /// Otherwise the sum less the months that are public would give it away. It also suffices: a number that all months publish follows
    /// from them, and each that a month withholds lies on a circle of withheld numbers of that month (see <see cref="WithheldCells"/>),
    /// which is one in the quarter and the year, too: other values along it fit all that is public.
    /// </remarks>
    public static IReadOnlySet<CellKey> Withheld(Indicator indicator, ReleasePeriod period, IReadOnlyList<ReleasedMonth> months) =>
        Counting(indicator, period, months)
            .SelectMany(month => month.Withheld.GetValueOrDefault(indicator.Code) ?? new HashSet<CellKey>()).ToHashSet();

    private static IEnumerable<ReleasedMonth> Counting(Indicator indicator, ReleasePeriod period, IReadOnlyList<ReleasedMonth> months) =>
        months.Where(month => indicator.Aggregation == Aggregation.Sum || month.Month == period.LastMonth);
}
