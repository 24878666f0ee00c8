using FunctionsApp.City;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Tables;

/// <summary>What one organisation's accepted report has of one sector.</summary>
public sealed record ReportedFigures(string Organisation, IReadOnlyList<ReportLine> Lines);

/// <summary>A number of a published table.</summary>
/// <param name="Sector">Null for the total of all.</param>
/// <param name="District">Null for the total of all.</param>
/// <param name="Value">Null where it is withheld.</param>
public sealed record PublishedNumber(string? Sector, string? District, decimal? Value)
{
    public bool IsWithheld => Value is null;
}

/// <summary>An indicator by sector and district with all totals; where nothing was reported there is no number.</summary>
public sealed record PublishedTable(string Indicator, IReadOnlyList<PublishedNumber> Numbers)
{
    /// <param name="reported">The accepted figures of a period, each organisation's once.</param>
    public static PublishedTable Of(Indicator indicator, IReadOnlyList<ReportedFigures> reported)
    {
        var cells = CellsOf(indicator, reported);
        var withheld = WithheldCells.Of(cells);
        return new(indicator.Code,
        [
            .. from sector in Sectors.All.Select(each => each.Code).Append(null)
               from district in Districts.All.Select(each => each.Code).Append(null)
               let key = new CellKey(sector, district)
               where cells.ContainsKey(key)
               select new PublishedNumber(sector, district, withheld.Contains(key) ? null : cells[key].Value),
        ]);
    }

    /// <summary>Null where there is none.</summary>
    public PublishedNumber? Find(string? sector, string? district) =>
        Numbers.FirstOrDefault(number => number.Sector == sector && number.District == district);

    private static Dictionary<CellKey, Cell> CellsOf(Indicator indicator, IReadOnlyList<ReportedFigures> reported)
    {
        var entries = from report in reported
                      from line in report.Lines
                      from figure in line.Figures
                      where figure.Indicator == indicator.Code
                      from sector in new[] { line.Sector, null }
                      from district in new[] { line.District, null }
                      select (Key: new CellKey(sector, district), report.Organisation, figure.Value);
        return entries.GroupBy(entry => entry.Key).ToDictionary(
            group => group.Key,
            group => new Cell(group.Sum(entry => entry.Value), group.Select(entry => entry.Organisation).Distinct().Count()));
    }
}
