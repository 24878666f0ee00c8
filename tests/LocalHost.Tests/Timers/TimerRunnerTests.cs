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
    private FunctionTimer? timer;
    private readonly ConcurrentQueue<(DateTimeOffset At, TimerInfo Info)> runs = [];

    public TimerRunnerTests() => clock = new(Start, work);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ticks_ThreeDays_RunOncePerDay()
    {
        await using var runner = Started(Daily);

        await clock.AdvanceAsync(TimeSpan.FromDays(3), Cancellation);

        Assert.Equal([Start.AddHours(1), Start.AddHours(25), Start.AddHours(49)], runs.Select(run => run.At));
        Assert.False(runs.ElementAt(1).Info.IsPastDue);
        Assert.Equal(Start.AddHours(73), timer!.Next);
    }

    [Fact]
    public async Task Start_TickMissedWhileDown_RunsAtOncePastDue()
    {
        await using (Started(Daily)) await clock.AdvanceAsync(TimeSpan.FromHours(2), Cancellation);
        await clock.AdvanceAsync(TimeSpan.FromHours(49), Cancellation);

        await using var runner = Started(Daily);
        await work.WhenIdleAsync(Cancellation);

        Assert.Equal([false, true], runs.Select(run => run.Info.IsPastDue));
        Assert.Equal(Start.AddHours(73), timer!.Next);
    }

    [Fact]
    public async Task Start_NewTimerDownAtItsFirstTick_IsPastDue()
    {
        await Started(Daily).DisposeAsync();
        await clock.AdvanceAsync(TimeSpan.FromHours(5), Cancellation);

        await using var runner = Started(Daily);
        await work.WhenIdleAsync(Cancellation);

        Assert.True(Assert.Single(runs).Info.IsPastDue);
    }

    [Fact]
    public async Task Start_ScheduleChangedWhileDown_CountsFromTheLastRun()
    {
        await using (Started(Daily)) await clock.AdvanceAsync(TimeSpan.FromHours(2), Cancellation);

        await using var runner = Started("0 0 5 * * *");
        await work.WhenIdleAsync(Cancellation);

        Assert.Single(runs);
        Assert.Equal(Start.AddHours(5), timer!.Next);
    }

    [Fact]
    public async Task Tick_HandlerThrows_NextTickComes()
    {
        await using var runner = new TimerRunner(Database, clock, work, NullLoggerFactory.Instance);
        var calls = 0;
        runner.Add("Failing", "0 */5 * * * *", (_, _) => ++calls == 1 ? throw new InvalidOperationException("first") : Task.CompletedTask);
        runner.Start();

        await clock.AdvanceAsync(TimeSpan.FromMinutes(10), Cancellation);

        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Tick_RunLongerThanInterval_NeverTwoAtOnce()
    {
        // A clock apart from the work that would hold it: the run outlives ticks.
        var time = new VirtualClock(Start, new WorkTracker());
        await using var runner = new TimerRunner(Database, time, work, NullLoggerFactory.Instance);
        var (calls, begun, release) = (0, new SemaphoreSlim(0), new TaskCompletionSource());
        runner.Add("Slow", "*/10 * * * * *", (_, _) =>
        {
            calls++;
            begun.Release();
            return release.Task;
        });
        runner.Start();

        await time.AdvanceAsync(TimeSpan.FromSeconds(10), Cancellation);
        await begun.WaitAsync(Cancellation);
        await time.AdvanceAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(1, calls);

        release.SetResult();
        await begun.WaitAsync(Cancellation);
        await work.WhenIdleAsync(Cancellation);

        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData("0 0 25 * * *")]
    [InlineData("hourly")]
    [InlineData("* * *")]
    [InlineData("30 * * * *")]
    [InlineData("00:05:00")]
    public async Task Add_BadExpression_NamesFunctionAndExpression(string expression)
    {
        await using var runner = new TimerRunner(Database, clock, work, NullLoggerFactory.Instance);

        var error = Assert.Throws<LocalHostException>(() => runner.Add("Digest", expression, (_, _) => Task.CompletedTask));

        Assert.Contains("Digest", error.Message);
        Assert.Contains(expression, error.Message);
    }

    private string Database => Path.Combine(folder, "timers.db");

    private TimerRunner Started(string schedule)
    {
        var runner = new TimerRunner(Database, clock, work, NullLoggerFactory.Instance);
        timer = runner.Add("Digest", schedule, (info, _) =>
        {
            runs.Enqueue((clock.GetUtcNow(), info));
            return Task.CompletedTask;
        });
        runner.Start();
        return runner;
    }
}
