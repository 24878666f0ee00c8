namespace LocalHost.Clock;

/// <summary>The machine's clock. Waits of any length: the platform's timer is re-armed once a day.</summary>
public sealed class RealClock : HostClock
{
    private static readonly TimeSpan LongestLeg = TimeSpan.FromDays(1);

    public override IDisposable Schedule(DateTimeOffset due, WaitKind kind, Action callback) => new Alarm(this, due, callback);

    private sealed class Alarm : IDisposable
    {
        private readonly RealClock clock;
        private readonly DateTimeOffset due;
        private readonly Action callback;
        private readonly Lock gate = new();
        private ITimer? timer;
        private bool over;

        public Alarm(RealClock clock, DateTimeOffset due, Action callback)
        {
            (this.clock, this.due, this.callback) = (clock, due, callback);
            lock (gate)
            {
                timer = clock.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Arm();
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                over = true;
                timer?.Dispose();
                timer = null;
            }
        }

        private void Arm()
        {
            var left = due - clock.GetUtcNow();
            var leg = left <= TimeSpan.Zero ? TimeSpan.Zero : left < LongestLeg ? left : LongestLeg;
            timer?.Change(leg, Timeout.InfiniteTimeSpan);
        }

        private void Tick()
        {
            lock (gate)
            {
                if (over) return;
                // The platform's timer may fire a little early.
                if (clock.GetUtcNow() < due)
                {
                    Arm();
                    return;
                }

                over = true;
                timer?.Dispose();
                timer = null;
            }

            callback();
        }
    }
}
