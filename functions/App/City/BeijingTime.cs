using System.Globalization;

namespace FunctionsApp.City;

/// <summary>Days of the city: Asia/Shanghai, UTC+8 all year (no daylight saving since 1991).</summary>
public static class BeijingTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>The moment of a local time on a local day.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    /// <summary>Local time as people read it, to the minute: 2026-03-09 18:00.</summary>
    public static string Text(DateTimeOffset at) => at.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day as people read it, and as forms and keys have it: 2026-03-09.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The last moment at which a day's deadline is kept: 18:00 local, close of business.</summary>
    public static DateTimeOffset Deadline(DateOnly day) => At(day, new TimeOnly(18, 0));
}
