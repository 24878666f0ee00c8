namespace LocalHost.Timers;

/// <summary>What is remembered of a timer between runs.</summary>
/// <param name="Last">Moment of the last run; null before the first.</param>
/// <param name="Next">Moment that must not be missed.</param>
/// <param name="LastUpdated">When the record was written.</param>
internal sealed record TimerRecord(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    /// <summary>The same under today's schedule: a changed expression moves the next tick, counted from the last run.</summary>
    public TimerRecord Under(TimerSchedule schedule)
    {
        var expected = schedule.Next(Last ?? LastUpdated);
        return expected == Next ? this : new(null, expected, Last ?? LastUpdated);
    }
}
