using NCrontab;

namespace LocalHost.Timers;

/// <summary>When a timer is due, in UTC.</summary>
public sealed class TimerSchedule
{
    private readonly CrontabSchedule cron;

    private TimerSchedule(CrontabSchedule cron) => this.cron = cron;

    /// <summary>Reads NCRONTAB of six fields, seconds first, as "0 0 1 * * *".</summary>
    /// <exception cref="FormatException">The message names the expression.</exception>
    public static TimerSchedule Parse(string expression) =>
        CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } cron
            ? new(cron)
            : throw new FormatException(
                $"The timer schedule '{expression}' is not NCRONTAB of six fields (second minute hour day month weekday).");

    /// <summary>The first moment after the given one.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => new(cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>True when two ticks after the given moment lie less than a minute apart: Azure keeps no records of such timers.</summary>
    internal bool IsTooFrequentToRecord(DateTimeOffset after)
    {
        var ticks = cron.GetNextOccurrences(after.UtcDateTime, DateTime.MaxValue).Take(6).ToList();
        return ticks.Zip(ticks.Skip(1)).Any(pair => pair.Second - pair.First < TimeSpan.FromMinutes(1));
    }
}
