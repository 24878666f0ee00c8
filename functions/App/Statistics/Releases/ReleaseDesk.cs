using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Missing;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Releases;

/// <summary>Makes the releases and revisions of the calendar.</summary>
public sealed class ReleaseDesk(
    AggregateStore store, ReleaseStore files, ReleaseCalendar calendar, FiguresDesk reported, MissingReports reports, TimeProvider time)
{
    /// <summary>
    /// All that is due at the calendar's last moment, once: what is corrected after it waits for the next. A repeated call, and one after
    /// a crash, makes what is missing.
    /// </summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var moment = calendar.Last(now);
        if ((await store.FindAsync(ReleaseRound.Kind, ReleaseRound.Id, cancellation))?.State.Through >= moment) return;
        foreach (var period in calendar.Due(now)) await ReleaseAsync(period, moment, cancellation);
        await store.PutAsync(ReleaseRound.Kind, ReleaseRound.Id, current => ReleaseRound.Decide(current, moment), cancellation);
    }

    /// <summary>Releases a period, or a revision where it is released and this moment's is not made.</summary>
    public async Task ReleaseAsync(ReleasePeriod period, DateTimeOffset moment, CancellationToken cancellation)
    {
        var current = await FindAsync(period, cancellation);
        if (current?.Latest.At >= moment) return;
        if (await ContentAsync(period, current, cancellation) is not { } content) return;
        await files.WriteAsync(content, cancellation);
        await store.PutAsync(
            ReleaseAggregate.Kind, ReleaseAggregate.IdOf(period),
            state => MakeRelease.Decide(state, content, calendar.Planned(period), time.GetUtcNow()), cancellation);
    }

    /// <summary>Null where nothing is to be released: no report, or no public number would change.</summary>
    private async Task<ReleaseContent?> ContentAsync(ReleasePeriod period, ReleaseState? current, CancellationToken cancellation)
    {
        var (figures, withheld) = period.Span == ReleaseSpan.Month
            ? (await ReportedAsync(period.First, cancellation), _ => new HashSet<CellKey>())
            : await CombinedAsync(period, cancellation);
        if (current is null && figures.All(each => each.Values.Count == 0)) return null;
        var coverage = await CoverageAsync(period, figures, cancellation);
        if (current is null) return MakeRelease.First(period, figures, withheld, coverage);
        var latest = current.Latest;
        var earlier = (
            await files.FiguresAsync($"{period}", latest.Figures, cancellation),
            await files.TablesAsync($"{period}", latest.Tables, cancellation));
        return MakeRelease.Revise(period, latest.Number + 1, earlier, figures, withheld, coverage);
    }

    private async Task<ReleaseState?> FindAsync(ReleasePeriod period, CancellationToken cancellation) =>
        (await store.FindAsync(ReleaseAggregate.Kind, ReleaseAggregate.IdOf(period), cancellation))?.State;

    /// <summary>The accepted reports of a month, by indicator.</summary>
    private async Task<IReadOnlyList<IndicatorValues>> ReportedAsync(Period month, CancellationToken cancellation)
    {
        var values = from report in await reported.ReadAsync(month, cancellation)
                     from line in report.Lines
                     from figure in line.Figures
                     select (figure.Indicator, Value: new ReportedValue(report.Organisation, line.Sector, line.District, figure.Value));
        var ofIndicators = values.ToLookup(each => each.Indicator, each => each.Value);
        return [.. Indicators.All.Select(indicator => new IndicatorValues(indicator.Code, [.. ofIndicators[indicator.Code]]))];
    }

    private async Task<(IReadOnlyList<IndicatorValues> Figures, Func<Indicator, IReadOnlySet<CellKey>> Withheld)> CombinedAsync(
        ReleasePeriod period, CancellationToken cancellation)
    {
        var months = new List<ReleasedMonth>();
        foreach (var month in period.Months)
        {
            var released = new ReleasePeriod(ReleaseSpan.Month, month);
            if (await FindAsync(released, cancellation) is not { Latest: { } latest }) continue;
            var (figures, tables) = (
                await files.FiguresAsync($"{month}", latest.Figures, cancellation),
                await files.TablesAsync($"{month}", latest.Tables, cancellation));
            months.Add(new ReleasedMonth(
                month, figures.ToDictionary(each => each.Indicator, each => each.Values),
                tables.ToDictionary(table => table.Indicator, table => table.Withheld)));
        }

        return (
            [.. Indicators.All.Select(indicator => new IndicatorValues(indicator.Code, CombineMonths.Values(indicator, period, months)))],
            indicator => CombineMonths.Withheld(indicator, period, months));
    }

    private async Task<Coverage> CoverageAsync(
        ReleasePeriod period, IReadOnlyList<IndicatorValues> figures, CancellationToken cancellation)
    {
        var reporting = figures.SelectMany(each => each.Values).Select(value => value.Organisation).ToHashSet();
        var before = await reports.BeforeAsync(period.First, cancellation);
        return new Coverage(reporting.Count, reporting.Union(before.Select(report => report.Organisation)).Count());
    }
}
