using System.Collections.Concurrent;
using CsCheck;
using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly WorkTracker work = new();
    private readonly VirtualClock clock;

    public VirtualClockTests() => clock = new(Start, work);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schedule_Work_IsSkippedUnasked()
    {
        var reached = new TaskCompletionSource<DateTimeOffset>();
        clock.Schedule(Start.AddHours(3), WaitKind.Work, () => reached.SetResult(clock.GetUtcNow()));

        Assert.Equal(Start.AddHours(3), await reached.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Schedule_Calendar_WaitsUntilAsked()
    {
        var called = false;
        clock.Schedule(Start.AddHours(1), WaitKind.Calendar, () => called = true);
        await clock.SettleAsync(Cancellation);
        Assert.Equal((false, Start), (called, clock.GetUtcNow()));

        await clock.AdvanceAsync(TimeSpan.FromHours(1), Cancellation);

        Assert.Equal((true, Start.AddHours(1)), (called, clock.GetUtcNow()));
    }

    [Fact]
    public async Task Schedule_WorkBehindCalendar_CallsBothInOrder()
    {
        var order = new ConcurrentQueue<string>();
        using (work.Begin())
        {
            clock.Schedule(Start.AddHours(2), WaitKind.Work, () => order.Enqueue("work"));
            clock.Schedule(Start.AddHours(1), WaitKind.Calendar, () => order.Enqueue("calendar"));
        }

        await clock.SettleAsync(Cancellation);

        Assert.Equal(["calendar", "work"], order);
    }

    [Fact]
    public async Task Advance_TokenHeld_MovesNothing()
    {
        var called = false;
        var token = work.Begin();
        clock.Schedule(Start.AddHours(1), WaitKind.Work, () => called = true);
        var advance = clock.AdvanceToAsync(Start.AddHours(2), Cancellation);
        Assert.Equal((false, false, Start), (advance.IsCompleted, called, clock.GetUtcNow()));

        token.Dispose();
        await advance;

        Assert.Equal((true, Start.AddHours(2)), (called, clock.GetUtcNow()));
    }

    [Fact]
    public async Task Advance_AlarmStartsWork_StopsUntilItEnds()
    {
        var during = new List<DateTimeOffset>();
        var release = new TaskCompletionSource();
        clock.Schedule(Start.AddHours(1), WaitKind.Calendar, () =>
        {
            var token = work.Begin();
            _ = Task.Run(async () =>
            {
                await release.Task;
                during.Add(clock.GetUtcNow());
                token.Dispose();
            });
        });
        clock.Schedule(Start.AddHours(2), WaitKind.Calendar, () => during.Add(clock.GetUtcNow()));

        var advance = clock.AdvanceToAsync(Start.AddHours(3), Cancellation);
        release.SetResult();
        await advance;

        Assert.Equal([Start.AddHours(1), Start.AddHours(2)], during);
    }

    [Fact]
    public async Task Advance_ManyAtOnce_CallsEachAlarmOnceInOrder()
    {
        var moments = new ConcurrentQueue<DateTimeOffset>();
        for (var hour = 1; hour <= 200; hour++) clock.Schedule(Start.AddHours(hour), WaitKind.Calendar, () => moments.Enqueue(clock.GetUtcNow()));

        await Task.WhenAll(Enumerable.Range(1, 20).Select(part => Task.Run(() => clock.AdvanceToAsync(Start.AddHours(10 * part), Cancellation))));

        Assert.Equal(Enumerable.Range(1, 200).Select(hour => Start.AddHours(hour)), moments);
    }

    [Fact]
    public async Task Advance_PastTarget_NeverMovesBack()
    {
        await clock.AdvanceToAsync(Start.AddHours(2), Cancellation);
        await clock.AdvanceToAsync(Start.AddHours(1), Cancellation);

        Assert.Equal(Start.AddHours(2), clock.GetUtcNow());
    }

    [Fact]
    public async Task Schedule_Cancelled_NeverCallsNorMoves()
    {
        var called = false;
        using (work.Begin()) clock.Schedule(Start.AddHours(1), WaitKind.Work, () => called = true).Dispose();

        await clock.SettleAsync(Cancellation);

        Assert.Equal((false, Start), (called, clock.GetUtcNow()));
    }

    [Fact]
    public async Task Schedule_PastDue_CountsAsWorkAndRunsOffTheCallersStack()
    {
        var caller = new Lock();
        var free = false;
        lock (caller)
        {
            clock.Schedule(Start, WaitKind.Calendar, () =>
            {
                lock (caller) free = true;
            });
            Assert.False(work.IsIdle);
            Assert.False(free);
        }

        await work.WhenIdleAsync(Cancellation);
        Assert.True(free);
    }

    [Fact]
    public async Task Schedule_TenThousandWorkAlarmsEachMakingTheNext_DoNotNest()
    {
        var reached = new TaskCompletionSource();
        var deepest = 0;
        void Next(int left)
        {
            if (left < 10_000) deepest = Math.Max(deepest, new System.Diagnostics.StackTrace().FrameCount);
            if (left == 0) reached.SetResult();
            else clock.Schedule(clock.GetUtcNow().AddSeconds(1), WaitKind.Work, () => Next(left - 1));
        }

        Next(10_000);
        await reached.Task.WaitAsync(Cancellation);

        Assert.Equal(Start.AddSeconds(10_000), clock.GetUtcNow());
        Assert.InRange(deepest, 1, 200);
    }

    [Fact]
    public async Task Schedule_HundredThousandWorkAlarms_AllFireInOrder()
    {
        var (count, last, ordered) = (0, Start, true);
        using (work.Begin())
        {
            for (var index = 0; index < 100_000; index++)
            {
                clock.Schedule(Start.AddSeconds(1 + (index * 7919L % 100_003)), WaitKind.Work, () =>
                {
                    ordered &= clock.GetUtcNow() >= last;
                    last = clock.GetUtcNow();
                    count++;
                });
            }
        }

        await clock.SettleAsync(Cancellation);

        Assert.Equal((100_000, true), (count, ordered));
    }

    [Fact]
    public async Task Delay_WithThisProvider_TakesVirtualTime()
    {
        var before = clock.GetTimestamp();

        await Task.Delay(TimeSpan.FromHours(5), clock, Cancellation);

        Assert.Equal(TimeSpan.FromHours(5), clock.GetElapsedTime(before));
    }

    [Fact]
    public async Task Timer_Periodic_TicksOnlyWhenAsked()
    {
        var ticks = 0;
        await using var timer = clock.CreateTimer(_ => ticks++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await clock.SettleAsync(Cancellation);
        Assert.Equal(0, ticks);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(5), Cancellation);

        Assert.Equal(5, ticks);
        await timer.DisposeAsync();
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public Task Alarms_Random_FireInOrderOfDueTime() => Gen.Select(Gen.Int[0, 1000], Gen.Bool, Gen.Bool).List[0, 60].SampleAsync(async plan =>
    {
        var tracker = new WorkTracker();
        var time = new VirtualClock(Start, tracker);
        var fired = new List<int>();
        using (tracker.Begin())
        {
            foreach (var (seconds, isWork, cancelled) in plan)
            {
                var alarm = time.Schedule(Start.AddSeconds(seconds + 1), isWork ? WaitKind.Work : WaitKind.Calendar, () => fired.Add(seconds));
                if (cancelled) alarm.Dispose();
            }
        }

        await time.AdvanceToAsync(Start.AddSeconds(2000));
        return fired.SequenceEqual(plan.Where(alarm => !alarm.Item3).Select(alarm => alarm.Item1).Order());
    });
}
