using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

public sealed class RealClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly ManualMachine machine = new(Start);

    [Fact]
    public async Task Schedule_PastDue_CallsAtOnce()
    {
        var called = new TaskCompletionSource();

        using var alarm = new RealClock().Schedule(DateTimeOffset.MinValue, WaitKind.Work, called.SetResult);

        await called.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Schedule_FurtherThanPlatformTimers_IsReachedInLegs()
    {
        var called = 0;
        using var alarm = new RealClock(machine).Schedule(Start.AddDays(60.5), WaitKind.Calendar, () => called++);

        for (var day = 0; day < 60; day++)
        {
            Assert.True(machine.Armed <= RealClock.LongestLeg);
            machine.Move(machine.Armed);
        }

        Assert.Equal(0, called);
        machine.Move(machine.Armed);
        Assert.Equal((1, Start.AddDays(60.5)), (called, machine.GetUtcNow()));
    }

    [Fact]
    public void Schedule_PlatformTicksEarly_WaitsForTheMoment()
    {
        var called = 0;
        using var alarm = new RealClock(machine).Schedule(Start.AddSeconds(10), WaitKind.Work, () => called++);

        machine.Move(TimeSpan.FromSeconds(9.9995));

        Assert.Equal((0, TimeSpan.FromMilliseconds(1)), (called, machine.Armed));
        machine.Move(machine.Armed);
        Assert.Equal(1, called);
    }

    [Fact]
    public void Schedule_Disposed_NeverCalls()
    {
        var called = 0;
        new RealClock(machine).Schedule(Start.AddSeconds(10), WaitKind.Work, () => called++).Dispose();

        machine.Move(TimeSpan.FromSeconds(20));

        Assert.Equal(0, called);
    }

    /// <summary>A machine with one timer that ticks at every move, disposed or not: the worst that a platform may do.</summary>
    private sealed class ManualMachine(DateTimeOffset start) : TimeProvider, ITimer
    {
        private DateTimeOffset now = start;
        private Action tick = () => { };

        public TimeSpan Armed { get; private set; }

        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            tick = () => callback(state);
            return this;
        }

        public void Move(TimeSpan span)
        {
            now += span;
            tick();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Armed = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
