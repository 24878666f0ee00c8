using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Statistics.Releases;

/// <summary>The days of the month after a period on which its statistics are released. Bound from <c>Releases</c>.</summary>
/// <remarks>At 10:00 Asia/Shanghai. A day that is not worked gives way to the next that is.</remarks>
public sealed class ReleaseOptions : IValidatableObject
{
    /// <summary>Day for a month, 1–28. Default 20.</summary>
    [Range(1, 28)] public int MonthDay { get; init; } = 20;

    /// <summary>Day for a quarter, MonthDay–28. Default 25.</summary>
    [Range(1, 28)] public int QuarterDay { get; init; } = 25;

    /// <summary>Day for a year, QuarterDay–28. Default 28.</summary>
    [Range(1, 28)] public int YearDay { get; init; } = 28;

    /// <summary>Working days before a month's release on which missing reports are asked for, 0 (never) to 15. Default 5.</summary>
    [Range(0, 15)] public int ReminderWorkingDays { get; init; } = 5;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (QuarterDay < MonthDay) yield return new("Releases needs MonthDay <= QuarterDay.");
        if (YearDay < QuarterDay) yield return new("Releases needs QuarterDay <= YearDay.");
    }
}
