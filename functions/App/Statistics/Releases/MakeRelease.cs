using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Releases;

/// <summary>The statistics of a period are out.</summary>
/// <param name="Period">2026-09, 2026-Q3 or 2026.</param>
/// <param name="Sectors">That the tables have numbers of.</param>
/// <param name="Digest">SHA-256 of the tables.</param>
public sealed record StatisticsReleased(
    string Period, DateTimeOffset Planned, int Organisations, IReadOnlyList<string> Sectors, string Digest) : Fact;

/// <summary>Corrections and late reports changed released statistics.</summary>
/// <param name="Revision">1 and up.</param>
/// <param name="Sectors">Whose numbers changed.</param>
/// <param name="Digest">SHA-256 of the tables.</param>
public sealed record StatisticsRevised(
    string Period, int Revision, int Organisations, IReadOnlyList<string> Sectors, string Digest) : Fact;

/// <summary>What a release or a revision would hold.</summary>
public sealed record ReleaseContent(
    ReleasePeriod Period, int Revision, IReadOnlyList<IndicatorValues> Figures, IReadOnlyList<PublishedTable> Tables, Coverage Coverage)
{
    public string FiguresDigest { get; } = AppJson.Digest(Figures);

    public string TablesDigest { get; } = AppJson.Digest(Tables);
}

/// <summary>Freezes the statistics of a period at its moment, and what changed since at a later one.</summary>
public static class MakeRelease
{
    public const string Actor = "Statistics_Release";

    /// <summary>The first release.</summary>
    /// <param name="withheld">By indicator: beside what has few organisations.</param>
    public static ReleaseContent First(
        ReleasePeriod period, IReadOnlyList<IndicatorValues> figures, Func<Indicator, IReadOnlySet<CellKey>> withheld,
        Coverage coverage) =>
        new(period, 0, figures, [.. Indicators.All.Select(indicator =>
            PublishedTable.Of(indicator, ValuesOf(figures, indicator), withheld(indicator)))], coverage);

    /// <summary>A revision; null where no public number would change.</summary>
    /// <param name="earlier">Figures and tables of the latest.</param>
    public static ReleaseContent? Revise(
        ReleasePeriod period, int revision, (IReadOnlyList<IndicatorValues> Figures, IReadOnlyList<PublishedTable> Tables) earlier,
        IReadOnlyList<IndicatorValues> figures, Func<Indicator, IReadOnlySet<CellKey>> withheld, Coverage coverage)
    {
        var (taken, tables) = (new List<IndicatorValues>(), new List<PublishedTable>());
        foreach (var indicator in Indicators.All)
        {
            var before = earlier.Tables.FirstOrDefault(table => table.Indicator == indicator.Code)
                ?? new PublishedTable(indicator.Code, []);
            IReadOnlySet<CellKey> hidden = before.Withheld.Union(withheld(indicator)).ToHashSet();
            var values = ReviseFigures.Decide(ValuesOf(earlier.Figures, indicator), ValuesOf(figures, indicator), before.Withheld);
            taken.Add(new IndicatorValues(indicator.Code, values));
            tables.Add(PublishedTable.Of(indicator, values, hidden).Since(before, revision));
        }

        return tables.Any(table => table.Numbers.Any(number => number.Revised?.Revision == revision))
            || tables.Sum(table => table.Withheld.Count) > earlier.Tables.Sum(table => table.Withheld.Count)
            ? new ReleaseContent(period, revision, taken, tables, coverage with { Organisations = Count(taken) }) : null;
    }

    /// <param name="current">Null before the first release.</param>
    /// <returns>No change before the planned moment, and where another run was first.</returns>
    public static Change<ReleaseState> Decide(ReleaseState? current, ReleaseContent content, DateTimeOffset planned, DateTimeOffset now)
    {
        var state = current ?? new ReleaseState(new Release($"{content.Period}", planned), []);
        if (now < planned || content.Revision != state.Revisions.Count) return Change.None(state);
        var revision = new Revision(content.Revision, now, content.Coverage, content.TablesDigest, content.FiguresDigest);
        Fact fact = content.Revision == 0
            ? new StatisticsReleased(
                $"{content.Period}", planned, content.Coverage.Organisations, SectorsOf(content, _ => true), content.TablesDigest)
            : new StatisticsRevised(
                $"{content.Period}", content.Revision, content.Coverage.Organisations,
                SectorsOf(content, number => number.Revised?.Revision == content.Revision), content.TablesDigest);
        return Change.To(state with { Revisions = [.. state.Revisions, revision] }, Actor, fact);
    }

    public static IReadOnlyList<ReportedValue> ValuesOf(IReadOnlyList<IndicatorValues> figures, Indicator indicator) =>
        figures.FirstOrDefault(each => each.Indicator == indicator.Code)?.Values ?? [];

    /// <summary>Organisations whose figures are in it: not those whose late reports wait.</summary>
    private static int Count(IReadOnlyList<IndicatorValues> figures) =>
        figures.SelectMany(each => each.Values).Select(value => value.Organisation).Distinct().Count();

    private static IReadOnlyList<string> SectorsOf(ReleaseContent content, Func<PublishedNumber, bool> shown) =>
    [
        .. Sectors.All.Select(sector => sector.Code).Where(sector => content.Tables.Any(
            table => table.Numbers.Any(number => number.Sector == sector && shown(number)))),
    ];
}
