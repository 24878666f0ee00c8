using System.Globalization;

namespace FunctionsApp.Statistics.Releases;

public enum ReleaseSpan
{
    Month,
    Quarter,
    Year,
}

/// <summary>A time whose statistics are released, written 2026-09, 2026-Q3 or 2026.</summary>
/// <param name="First">Its first month.</param>
public readonly record struct ReleasePeriod(ReleaseSpan Span, Period First)
{
    private const int MonthsOfQuarter = 3;

    /// <summary>In order.</summary>
    public IReadOnlyList<Period> Months
    {
        get
        {
            var first = First.First;
            return [.. Enumerable.Range(0, MonthsOf(Span)).Select(each => new Period(first.AddMonths(each)))];
        }
    }

    public Period LastMonth => new(First.First.AddMonths(MonthsOf(Span) - 1));

    public ReleasePeriod Before => new(Span, new Period(First.First.AddMonths(-MonthsOf(Span))));

    public ReleasePeriod YearBefore => new(Span, new Period(First.First.AddYears(-1)));

    /// <summary>The time of a span that a month lies in.</summary>
    public static ReleasePeriod Of(ReleaseSpan span, Period month)
    {
        var first = month.First;
        return new(span, new Period(new DateOnly(first.Year, first.Month - ((first.Month - 1) % MonthsOf(span)), 1)));
    }

    /// <summary>Null for what is none.</summary>
    public static ReleasePeriod? Find(string? text)
    {
        if (Period.Find(text) is { } month) return new(ReleaseSpan.Month, month);
        if (text is not ({ Length: 4 } or { Length: 7 })) return null;
        if (Period.Find($"{text[..4]}-01") is not { First: var year }) return null;
        if (text.Length == 4) return new(ReleaseSpan.Year, new Period(year));
        return text[4..6] == "-Q" && text[6] is >= '1' and <= '4'
            ? new(ReleaseSpan.Quarter, new Period(year.AddMonths((text[6] - '1') * MonthsOfQuarter))) : null;
    }

    public override string ToString() => Span switch
    {
        ReleaseSpan.Month => $"{First}",
        ReleaseSpan.Quarter => string.Create(CultureInfo.InvariantCulture, $"{First.First:yyyy}-Q{Quarter}"),
        _ => First.First.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>1–4.</summary>
    public int Quarter => ((First.First.Month - 1) / MonthsOfQuarter) + 1;

    private static int MonthsOf(ReleaseSpan span) => span switch
    {
        ReleaseSpan.Month => 1,
        ReleaseSpan.Quarter => MonthsOfQuarter,
        _ => 12,
    };
}
