using System.Collections.Concurrent;
using LocalHost.Clock;
using LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Timers;

public sealed class TimerRunnerTests : IDisposable
{
    private const string Daily = "0 0 1 * * *";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("timers").FullName;
    private readonly WorkTracker work = new();
    private readonly VirtualClock clock;
    private readonly ConcurrentQueue<(DateTimeOffset At, TimerInfo Info)> runs = [];

    public TimerRunnerTests() => clock = new(Start, work);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ticks_ThreeDays_RunOncePerDayWithTheirStatus()
    {
        await using var runner = await StartedAsync(Daily);

        await clock.AdvanceAsync(TimeSpan.FromDays(3), Cancellation);

        Assert.Equal([Start.AddHours(1), Start.AddHours(25), Start.AddHours(49)], runs.Select(run => run.At));
        var second = runs.ElementAt(1).Info;
        Assert.False(second.IsPastDue);
        Assert.Equal((Start.AddHours(1).UtcDateTime, Start.AddHours(25).UtcDateTime), (second.ScheduleStatus!.Last, second.ScheduleStatus.Next));
        Assert.Equal(Start.AddHours(73), runner.Timers[0].Next);
    }

    [Fact]
    public async Task Start_TickMissedWhileDown_RunsAtOncePastDue()
    {
        await using (await StartedAsync(Daily)) await clock.AdvanceAsync(TimeSpan.FromHours(2), Cancellation);
        await clock.AdvanceAsync(TimeSpan.FromHours(49), Cancellation);

        await using var runner = await StartedAsync(Daily);
        await work.WhenIdleAsync(Cancellation);

        Assert.Equal([false, true], runs.Select(run => run.Info.IsPastDue));
        Assert.Equal(Start.AddHours(25).UtcDateTime, runs.Last().Info.ScheduleStatus!.Next);
        Assert.Equal(Start.AddHours(73), runner.Timers[0].Next);
    }

    [Fact]
    public async Task Start_NewTimerDownAtItsFirstTick_IsPastDue()
    {
        await (await StartedAsync(Daily)).DisposeAsync();
        await clock.AdvanceAsync(TimeSpan.FromHours(5), Cancellation);

        await using var runner = await StartedAsync(Daily);
        await work.WhenIdleAsync(Cancellation);

        Assert.True(Assert.Single(runs).Info.IsPastDue);
    }

    [Fact]
    public async Task Start_ScheduleChangedWhileDown_CountsFromTheLastRun()
    {
        await using (await StartedAsync(Daily)) await clock.AdvanceAsync(TimeSpan.FromHours(2), Cancellation);

        await using var runner = await StartedAsync("0 0 5 * * *");
        await work.WhenIdleAsync(Cancellation);

        Assert.Single(runs);
        Assert.Equal(Start.AddHours(5), runner.Timers[0].Next);
    }

    [Fact]
    public async Task Tick_HandlerThrows_NextTickComes()
    {
        await using var runner = new TimerRunner(Database, clock, work, NullLoggerFactory.Instance);
        var calls = 0;
        runner.Add("Failing", "0 */5 * * * *", false, true, (_, _) => ++calls == 1 ? throw new InvalidOperationException("first") : Task.CompletedTask);
        await runner.StartAsync(Cancellation);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(10), Cancellation);

        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Tick_RunLongerThanInterval_NeverTwoAtOnce()
    {
        await using var runner = new TimerRunner(Database, new RealClock(), work, NullLoggerFactory.Instance);
        var (running, most, calls) = (0, 0, 0);
        var thrice = new TaskCompletionSource();
        runner.Add("Slow", "00:00:00.010", false, false, async (_, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(50, cancellation);
            Interlocked.Decrement(ref running);
            if (++calls == 3) thrice.SetResult();
        });
        await runner.StartAsync(Cancellation);

        await thrice.Task.WaitAsync(Cancellation);

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Start_RunOnStartup_RunsBeforeTheFirstTick()
    {
        await using var runner = await StartedAsync(Daily, runOnStartup: true);
        await work.WhenIdleAsync(Cancellation);

        Assert.Equal(Start, Assert.Single(runs).At);
        Assert.Equal(Start.AddHours(1), runner.Timers[0].Next);
    }

    [Fact]
    public async Task Tick_BelowAMinute_HasNoStatus()
    {
        await using var runner = await StartedAsync("*/10 * * * * *");

        await clock.AdvanceAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Null(Assert.Single(runs).Info.ScheduleStatus);
    }

    [Theory]
    [InlineData("0 0 25 * * *")]
    [InlineData("hourly")]
    [InlineData("* * *")]
    [InlineData("-00:05:00")]
    public async Task Add_BadExpression_NamesFunctionAndExpression(string expression)
    {
        await using var runner = new TimerRunner(Database, clock, work, NullLoggerFactory.Instance);

        var error = Assert.Throws<ArgumentException>(() => runner.Add("Digest", expression, false, true, (_, _) => Task.CompletedTask));

        Assert.Contains("Digest", error.Message);
        Assert.Contains(expression, error.Message);
    }

    [Fact]
    public void Occurrences_FiveFields_AreMinutes() => Assert.Equal(
        [Start.AddMinutes(30), Start.AddMinutes(90)], TimerSchedule.Parse("30 * * * *").Occurrences(Start).Take(2));

    private string Database => Path.Combine(folder, "timers.db");

    private async Task<TimerRunner> StartedAsync(string schedule, bool runOnStartup = false)
    {
        var runner = new TimerRunner(Database, clock, work, NullLoggerFactory.Instance);
        runner.Add("Digest", schedule, runOnStartup, true, (info, _) =>
        {
            runs.Enqueue((clock.GetUtcNow(), info));
            return Task.CompletedTask;
        });
        await runner.StartAsync(Cancellation);
        return runner;
    }
}
