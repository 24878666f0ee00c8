using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Rules;

/// <summary>What a rule's value is.</summary>
public enum Comparison
{
    /// <summary>The sum of the figures, in the indicator's unit.</summary>
    Level,

    /// <summary>Change of the sum against the month before, in percent.</summary>
    ChangeOnMonth,

    /// <summary>Change of the sum against the same month of the year before, in percent.</summary>
    ChangeOnYear,

    /// <summary>Organisations whose own figure moved at least so far against the month before, in percent of all.</summary>
    ShareOfOrganisations,

    /// <summary>This month's change against the changes of the months before, in standard deviations from their mean.</summary>
    ZScore,
}

/// <summary>Where the threat lies.</summary>
public enum Direction
{
    Rise,
    Fall,
}

/// <summary>What a rule looks at.</summary>
/// <param name="Indicator">Code of <see cref="Statistics.Indicators"/>.</param>
/// <param name="Sectors">Codes; null for all sectors.</param>
/// <param name="ByDistrict">Each district is looked at, too, beside the complete city.</param>
/// <param name="EachPercent">How far an organisation's figure moves to count, 1–1,000; for the share of organisations alone.</param>
/// <param name="Window">Months before this one that make mean and deviation, 6–24; for the z-score alone.</param>
public sealed record Watched(
    string Indicator, Comparison Comparison, Direction Direction, IReadOnlyList<string>? Sectors = null, bool ByDistrict = false,
    decimal? EachPercent = null, int? Window = null);

/// <summary>From which value on a level is reached.</summary>
/// <param name="At">In the value's unit and with its sign: a fall of a fifth is -20.</param>
public sealed record Threshold(WarningLevel Level, decimal At);

/// <summary>What a value must rest on.</summary>
/// <param name="Organisations">So many at least in all periods that are compared, 3–1,000: a warning gives no single one away.</param>
/// <param name="SharePercent">Of those who reported the earlier period, so many percent must have reported this one, 0–100.</param>
public sealed record MinimumSample(int Organisations, int SharePercent);

/// <summary>A rule by which figures of organisations become signals, as its file has it.</summary>
/// <param name="Id">Kebab-case.</param>
/// <param name="Version">1, 2, 3 …; an administrator activates each.</param>
/// <param name="Thresholds">Levels in rising order.</param>
/// <param name="Hysteresis">How far the value must come back behind a threshold before its level is left, in the value's unit.</param>
/// <param name="ValidityDays">Days that a warning of it is in force, 1–90.</param>
/// <param name="Wording">With slots: {sector}, {area}, {period}, {value}, {organisations}.</param>
public sealed record IndicatorRule(
    string Id, int Version, LocalizedText Name, Watched Watched, IReadOnlyList<Threshold> Thresholds, decimal Hysteresis,
    MinimumSample Sample, int ValidityDays, Wording Wording)
{
    /// <summary>How bad a value is: the higher, the worse, whichever way the threat lies.</summary>
    public decimal Badness(decimal value) => Watched.Direction == Direction.Fall ? -value : value;

    /// <summary>Codes of the sectors that it looks at, in the order of the policy.</summary>
    public IEnumerable<string> Sectors =>
        City.Sectors.All.Select(sector => sector.Code).Where(code => Watched.Sectors?.Contains(code) ?? true);

    /// <summary>Whatever it looks at by itself: each sector in the city, and in each district where it says so.</summary>
    public IEnumerable<Scope> Scopes =>
        from sector in Sectors
        from district in City.Districts.All.Select(district => district.Code).Where(_ => Watched.ByDistrict).Prepend(null)
        select new Scope(sector, district);
}
