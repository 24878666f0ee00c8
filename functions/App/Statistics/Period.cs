using System.Globalization;

namespace FunctionsApp.Statistics;

/// <summary>A month that is reported, written 2026-09.</summary>
/// <param name="First">Its first day.</param>
public readonly record struct Period(DateOnly First)
{
    private const string Format = "yyyy-MM";

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public Period Before => new(First.AddMonths(-1));

    /// <summary>The month that a day lies in.</summary>
    public static Period Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    /// <summary>This one and those before it, the latest first.</summary>
    public IEnumerable<Period> Back(int months)
    {
        var first = First;
        return Enumerable.Range(0, months).Select(each => new Period(first.AddMonths(-each)));
    }

    /// <summary>Null for what is no month.</summary>
    public static Period? Find(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? new Period(first) : null;

    /// <summary>Whether it is over: a month cannot be reported before.</summary>
    public bool IsOver(DateOnly today) => today > Last;

    public override string ToString() => First.ToString(Format, CultureInfo.InvariantCulture);
}
