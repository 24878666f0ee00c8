using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Tables;

/// <summary>What organisations reported in several periods, also in those that are not published: for the staff's analyses alone.</summary>
public sealed class FiguresByPeriod
{
    private static readonly IReadOnlyDictionary<string, decimal> Nothing = new Dictionary<string, decimal>();

    /// <summary>Period, sector, indicator; then the figures of each district.</summary>
    private readonly Dictionary<(Period, string, string), List<(string District, string Organisation, decimal Value)>> figures = [];

    /// <param name="reported">The accepted figures of each period, each organisation's once.</param>
    public FiguresByPeriod(IEnumerable<(Period Period, IReadOnlyList<ReportedFigures> Reported)> reported)
    {
        foreach (var (period, all) in reported)
        {
            foreach (var (organisation, line) in all.SelectMany(each => each.Lines.Select(line => (each.Organisation, line))))
            {
                foreach (var figure in line.Figures)
                {
                    var key = (period, line.Sector, figure.Indicator);
                    if (!figures.TryGetValue(key, out var entries)) figures[key] = entries = [];
                    entries.Add((line.District, organisation, figure.Value));
                }
            }
        }
    }

    /// <summary>Each organisation's figure, added up over the districts; empty where none reported one.</summary>
    /// <param name="district">Null for the complete city.</param>
    public IReadOnlyDictionary<string, decimal> Of(string indicator, string sector, string? district, Period period) =>
        !figures.TryGetValue((period, sector, indicator), out var entries) ? Nothing : entries
            .Where(entry => district is null || entry.District == district)
            .GroupBy(entry => entry.Organisation)
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value));
}
