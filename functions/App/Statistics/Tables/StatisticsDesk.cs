using FunctionsApp.City;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Statistics.Tables;

/// <summary>The statistics of a period, from what its accepted reports have.</summary>
public sealed class StatisticsDesk(Lists lists, TimeProvider time)
{
    /// <summary>Months that readers choose from.</summary>
    private const int Months = 24;

    /// <summary>Periods that are published, the latest first.</summary>
    public IReadOnlyList<Period> Published => [.. Period.Of(BeijingTime.Day(time.GetUtcNow())).Before.Before.Back(Months)];

    /// <summary>The period that a request names; the latest that is published where it names none.</summary>
    /// <exception cref="ProblemException">invalid-field: no month, or one whose statistics are not out.</exception>
    public Period Asked(HttpRequest request)
    {
        if (request.Query["period"].ToString() is not { Length: > 0 } named) return Published[0];
        // A month for reports lies between: whoever looked in it at each new report would see that report's figures.
        return Period.Find(named) is { } period && period.First <= Published[0].First ? period
            : throw PlatformProblems.Invalid(
                "period", $"应为已公布的月份，最近为 {Published[0]}", $"must be a month that is published, {Published[0]} at the latest");
    }

    /// <summary>The indicator that a request names; the first where it names none.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Indicator IndicatorOf(HttpRequest request)
    {
        if (request.Query["indicator"].ToString() is not { Length: > 0 } named) return Indicators.All[0];
        var codes = string.Join(", ", Indicators.All.Select(indicator => indicator.Code));
        return Indicators.All.FirstOrDefault(indicator => indicator.Code == named)
            ?? throw PlatformProblems.Invalid("indicator", $"取自 {codes}", $"must be one of {codes}");
    }

    public async Task<IReadOnlyList<ReportedFigures>> ReadAsync(Period period, CancellationToken cancellation)
    {
        var reported = new List<ReportedFigures>();
        await foreach (var figures in lists.ReadAllAsync(ReportIndex.FiguresOfPeriod, $"{period}", cancellation)) reported.Add(figures);
        return reported;
    }

    /// <summary>What was reported in several periods, whether they are published or not.</summary>
    public async Task<FiguresByPeriod> ReadAsync(IEnumerable<Period> periods, CancellationToken cancellation) =>
        new(await Task.WhenAll(periods.Distinct().Select(async period => (period, await ReadAsync(period, cancellation)))));
}
