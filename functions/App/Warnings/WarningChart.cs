using FunctionsApp.City;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>Warnings as bars: one for each sector, in parts by level.</summary>
public static class WarningChart
{
    /// <param name="lines">Those that are not in force, and those that are not in earnest, are left out.</param>
    public static ChartData Of(IEnumerable<WarningLine> lines, DateTimeOffset now) => Of(
        WarningPageTexts.BySector,
        lines.Where(line => line.Status == WarningStatus.Published && line.Expires > now && line.CapStatus == CapStatus.Actual)
            .Select(line => (line.Sector, line.Level)));

    public static ChartData Of(LocalizedText title, IEnumerable<(string Sector, WarningLevel Level)> warnings)
    {
        var levels = Enum.GetValues<WarningLevel>();
        var bySector = warnings.ToLookup(warning => warning.Sector, warning => warning.Level);
        return new ChartData(
            title, WarningPageTexts.Sector,
            [.. levels.Select(level => new ChartPart(WarningTexts.Name(level), level.ToString().ToLowerInvariant()))],
            [
                .. Sectors.All.Where(sector => bySector.Contains(sector.Code)).Select(sector => new ChartBar(
                    sector.Name, [.. levels.Select(level => (long)bySector[sector.Code].Count(each => each == level))])),
            ]);
    }
}
