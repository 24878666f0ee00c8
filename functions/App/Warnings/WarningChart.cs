using FunctionsApp.City;
using FunctionsApp.Pages.Charts;

namespace FunctionsApp.Warnings;

/// <summary>Warnings in force as bars: one for each sector, in parts by level.</summary>
public static class WarningChart
{
    /// <param name="lines">Those that are not in force, and those that are not in earnest, are left out.</param>
    public static ChartData Of(IEnumerable<WarningLine> lines, DateTimeOffset now)
    {
        var levels = Enum.GetValues<WarningLevel>();
        var bySector = lines
            .Where(line => line.Status == WarningStatus.Published && line.Expires > now && line.CapStatus == CapStatus.Actual)
            .ToLookup(line => line.Sector);
        return new ChartData(
            WarningPageTexts.BySector, WarningPageTexts.Sector,
            [.. levels.Select(level => new ChartPart(WarningTexts.Name(level), level.ToString().ToLowerInvariant()))],
            [
                .. Sectors.All.Where(sector => bySector.Contains(sector.Code)).Select(sector => new ChartBar(
                    sector.Name, [.. levels.Select(level => (long)bySector[sector.Code].Count(line => line.Level == level))])),
            ]);
    }
}
