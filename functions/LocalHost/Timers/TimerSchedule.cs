using System.Globalization;
using NCrontab;

namespace LocalHost.Timers;

/// <summary>When a timer is due, in UTC: NCRONTAB of five or six fields (seconds first), or a fixed interval.</summary>
public sealed class TimerSchedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan interval;

    private TimerSchedule(string expression, CrontabSchedule? cron, TimeSpan interval) => (Expression, this.cron, this.interval) = (expression, cron, interval);

    public string Expression { get; }

    /// <summary>Reads an expression, as "0 0 1 * * *", "*/5 * * * *" or "00:30:00".</summary>
    /// <exception cref="FormatException">Neither; the message names the expression.</exception>
    public static TimerSchedule Parse(string expression)
    {
        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero
                ? new(expression, null, interval)
                : throw new FormatException($"The timer schedule '{expression}' is not a positive interval.");
        }

        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
        return cron is not null
            ? new(expression, cron, TimeSpan.Zero)
            : throw new FormatException($"The timer schedule '{expression}' is neither NCRONTAB (five fields, or six with seconds first) nor an interval such as 00:05:00.");
    }

    /// <summary>The first moment after the given one; <see cref="DateTimeOffset.MaxValue"/> when none comes.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        if (cron is null) return after.ToUniversalTime() + interval;
        var next = cron.GetNextOccurrence(after.UtcDateTime);
        return next >= DateTime.MaxValue.AddSeconds(-1) ? DateTimeOffset.MaxValue : new DateTimeOffset(next, TimeSpan.Zero);
    }

    /// <summary>The next few moments after the given one.</summary>
    public IEnumerable<DateTimeOffset> Occurrences(DateTimeOffset after)
    {
        for (var next = Next(after); next < DateTimeOffset.MaxValue; next = Next(next)) yield return next;
    }

    /// <summary>True when two ticks after the given moment lie less than a minute apart: Azure keeps no records of such timers.</summary>
    internal bool IsTooFrequentToRecord(DateTimeOffset after) => Occurrences(after).Take(5).Zip(Occurrences(after).Skip(1)).Any(pair => pair.Second - pair.First < TimeSpan.FromMinutes(1));
}
