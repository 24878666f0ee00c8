namespace LocalHost.Clock;

/// <summary>The machine's clock. Waits of any length: the platform's timer is re-armed once a day.</summary>
/// <param name="machine">Where now and timers come from; the system's when null.</param>
public sealed class RealClock(TimeProvider? machine = null) : HostClock
{
    /// <summary>The platform's timers end at 49 days, and a machine that slept or was set is seen after a leg.</summary>
    internal static readonly TimeSpan LongestLeg = TimeSpan.FromDays(1);

    private readonly TimeProvider machine = machine ?? System;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public override IDisposable Schedule(DateTimeOffset due, WaitKind kind, Action callback) => new Alarm(machine, due, callback);

    private sealed class Alarm : IDisposable
    {
        private readonly TimeProvider machine;
        private readonly DateTimeOffset due;
        private readonly Action callback;
        private readonly Lock gate = new();
        private readonly ITimer timer;
        private bool over;

        public Alarm(TimeProvider machine, DateTimeOffset due, Action callback)
        {
            (this.machine, this.due, this.callback) = (machine, due, callback);
            timer = machine.CreateTimer(static alarm => ((Alarm)alarm!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (gate) Arm();
        }

        public void Dispose()
        {
            lock (gate) over = true;
            timer.Dispose();
        }

        private void Arm()
        {
            // Rounded up: the platform cuts off below a millisecond, and would tick in a tight loop until the moment.
            var left = Math.Ceiling((due - machine.GetUtcNow()).TotalMilliseconds);
            timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(left, 0, LongestLeg.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }

        private void Tick()
        {
            lock (gate)
            {
                if (over) return;
                // The platform's timer may fire a little early.
                if (machine.GetUtcNow() < due)
                {
                    Arm();
                    return;
                }

                over = true;
            }

            timer.Dispose();
            callback();
        }
    }
}
