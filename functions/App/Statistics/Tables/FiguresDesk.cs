using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Tables;

/// <summary>What organisations reported, also of periods that are not released: for rules, releases and the staff's analyses.</summary>
public sealed class FiguresDesk(Lists lists)
{
    public async Task<FiguresByPeriod> ReadAsync(IEnumerable<Period> periods, CancellationToken cancellation) =>
        new(await Task.WhenAll(periods.Distinct().Select(async period => (period, await ReadAsync(period, cancellation)))));

    /// <summary>The accepted figures of a month, a line for each organisation and sector.</summary>
    public async Task<IReadOnlyList<ReportedFigures>> ReadAsync(Period period, CancellationToken cancellation)
    {
        var reported = new List<ReportedFigures>();
        await foreach (var figures in lists.ReadAllAsync(ReportIndex.FiguresOfPeriod, $"{period}", cancellation)) reported.Add(figures);
        return reported;
    }
}
