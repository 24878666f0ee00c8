using FunctionsApp.City;
using FunctionsApp.Statistics.Reports;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Statistics.Releases;

/// <summary>A release of the calendar.</summary>
/// <param name="Planned">Beijing time.</param>
public sealed record PlannedRelease(ReleasePeriod Period, DateTimeOffset Planned);

/// <summary>When the statistics of which period are released: known in advance, and never before those of its last month.</summary>
public sealed class ReleaseCalendar(IOptions<ReleaseOptions> options, WorkingCalendar calendar)
{
    private const int ComingMonths = 12;

    /// <summary>Months that may still be corrected, and the one that is reported.</summary>
    private const int OpenMonths = SubmitReport.OpenMonths + 1;

    private static readonly TimeOnly Hour = new(10, 0);

    /// <summary>The moment, Beijing time.</summary>
    public DateTimeOffset Planned(ReleasePeriod period)
    {
        var day = period.Span switch
        {
            ReleaseSpan.Month => options.Value.MonthDay,
            ReleaseSpan.Quarter => options.Value.QuarterDay,
            _ => options.Value.YearDay,
        };
        return BeijingTime.At(calendar.Add(period.LastMonth.First.AddMonths(1).AddDays(day - 2), 1), Hour);
    }

    /// <summary>Periods that were due at a moment and may still change, those that others are made of before these.</summary>
    public IReadOnlyList<ReleasePeriod> Due(DateTimeOffset now)
    {
        var months = Period.Of(BeijingTime.Day(now)).Back(OpenMonths + 1).ToList();
        return
        [
            .. from span in Enum.GetValues<ReleaseSpan>()
               from period in months.Select(month => ReleasePeriod.Of(span, month)).Distinct().Reverse()
               where Planned(period) <= now
               select period,
        ];
    }

    /// <summary>The last moment of the calendar that has come.</summary>
    public DateTimeOffset Last(DateTimeOffset now) => Due(now).Max(Planned);

    /// <summary>The month whose missing reports are asked for, from some working days before its release until it; null for none.</summary>
    public Period? Reminded(DateTimeOffset now)
    {
        var month = Period.Of(BeijingTime.Day(now)).Before;
        var planned = Planned(new ReleasePeriod(ReleaseSpan.Month, month));
        var days = options.Value.ReminderWorkingDays;
        return days > 0 && now < planned && BeijingTime.Day(now) >= calendar.Subtract(BeijingTime.Day(planned), days) ? month : null;
    }

    /// <summary>The releases of the next twelve months, the next first.</summary>
    public IReadOnlyList<PlannedRelease> Coming(DateTimeOffset now)
    {
        var first = Period.Of(BeijingTime.Day(now)).First;
        var months = Enumerable.Range(-1, ComingMonths + 1).Select(each => new Period(first.AddMonths(each))).ToList();
        var until = now.AddMonths(ComingMonths);
        return
        [
            .. from span in Enum.GetValues<ReleaseSpan>()
               from period in months.Select(month => ReleasePeriod.Of(span, month)).Distinct()
               let planned = Planned(period)
               where planned > now && planned <= until
               orderby planned, span
               select new PlannedRelease(period, planned),
        ];
    }

    /// <summary>Whether the day may still move, as the holidays of its year are not announced.</summary>
    public bool IsProvisional(PlannedRelease release) => calendar.Provisional(release.Planned, release.Planned).Count > 0;
}
