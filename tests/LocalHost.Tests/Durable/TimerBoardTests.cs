using LocalHost.Durable;

namespace LocalHost.Tests.Durable;

/// <summary>Most timers lie in the store: each must still fire once and in its turn, with few in memory.</summary>
public sealed class TimerBoardTests
{
    private const int Kept = 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Timers_OfThousandsThatWait_FireOnceEachInOrder(bool distinct, bool reopen)
    {
        const int Count = 2_000;
        var (fired, most) = (new List<int>(), 0);
        await using var host = new EngineUnderTest(replayEveryTurn: false) { KeptTimers = Kept, MaxConcurrentOrchestrators = 1 };
        host.Orchestrator("Due", async context =>
        {
            var number = context.GetInput<int>();
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(distinct ? number + 1 : 1), stop.Token);
            var cancelled = context.WaitForExternalEvent<string>("Cancel");
            if (await Task.WhenAny(timer, cancelled) == timer && !context.IsReplaying) fired.Add(number);
            most = Math.Max(most, host.Engine.LiveTimers);
            stop.Cancel();
            return number;
        });
        await host.OpenAsync();
        // In another order than they are due in; those due at once fire in the order of their making.
        var numbers = Enumerable.Range(0, Count).Select(number => number * 7919 % Count).ToArray();
        await Task.WhenAll(numbers.Select(number => host.StartAsync("Due", number, $"due-{number}")));
        await host.QuietAsync();
        most = Math.Max(most, host.Engine.LiveTimers);
        await Task.WhenAll(numbers.Where(IsCancelled).Select(number => host.RaiseAsync($"due-{number}", "Cancel")));

        await host.AdvanceAsync(TimeSpan.FromMinutes(distinct ? Count / 2 : 0));
        if (reopen) await host.ReopenAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(Count));

        var left = numbers.Where(number => !IsCancelled(number));
        Assert.Equal(distinct ? left.Order() : left, fired);
        Assert.InRange(most, Kept, 2 * Kept);
        Assert.Equal(0, host.Engine.LiveTimers);
        Assert.Equal(Count, await host.Client.GetAllInstancesAsync().CountAsync(found => found.IsCompleted, Cancellation));

        static bool IsCancelled(int number) => number % 3 == 0;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Timers_SetWhileOthersFire_FireOnceEachInOrder(int kept)
    {
        const int Chains = 60;
        var times = new List<DateTime>();
        await using var host = new EngineUnderTest(replayEveryTurn: false) { KeptTimers = kept };
        host.Orchestrator("Chain", async context =>
        {
            for (var i = 0; i < 10; i++)
            {
                await context.CreateTimer(TimeSpan.FromMinutes(context.GetInput<int>()), CancellationToken.None);
                if (context.IsReplaying) continue;
                lock (times) times.Add(context.CurrentUtcDateTime);
            }

            return context.CurrentUtcDateTime;
        });
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            for (var step = 1; step <= Chains; step++) await host.StartAsync("Chain", step, $"chain-{step}");
        }

        for (var step = 1; step <= Chains; step++)
        {
            Assert.Equal(host.Start.AddMinutes(10 * step).UtcDateTime, (await host.OverAsync($"chain-{step}")).ReadOutputAs<DateTime>());
        }

        Assert.Equal(10 * Chains, times.Count);
        Assert.Equal(times.Order(), times);
        Assert.Equal(0, host.Engine.LiveTimers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timers_WhoseKindChanges_FireOnceEachInOrder(bool reopen)
    {
        const int Count = 300;
        var (fired, most) = (new List<int>(), 0);
        await using var host = new EngineUnderTest(replayEveryTurn: false) { KeptTimers = Kept, MaxConcurrentOrchestrators = 1 };
        host.Activity<int, int>("Think", number => number).Orchestrator("Change", async context =>
        {
            var number = context.GetInput<int>();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(number + 1), CancellationToken.None);
            // Of three, one begins to wait for an event while its timer stands, one ends to, one never does.
            if (number % 3 == 0)
            {
                await context.CallActivityAsync<int>("Think", number);
                _ = context.WaitForExternalEvent<string>("Never");
            }

            if (number % 3 == 1) await context.WaitForExternalEvent<string>("Close");
            await timer;
            if (!context.IsReplaying) fired.Add(number);
            most = Math.Max(most, host.Engine.LiveTimers);
            return number;
        });
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            foreach (var number in Enumerable.Range(0, Count).Reverse()) await host.StartAsync("Change", number, $"change-{number}");
            foreach (var number in Enumerable.Range(0, Count).Where(number => number % 3 == 1)) await host.RaiseAsync($"change-{number}", "Close");
            if (reopen) await host.ReopenAsync();
        }

        await host.SettleAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(Count));

        Assert.Equal(Enumerable.Range(0, Count), fired);
        // Of each of the two kinds.
        Assert.InRange(most, Kept, 2 * 2 * Kept);
        Assert.Equal(0, host.Engine.LiveTimers);
    }

    [Fact]
    public async Task Timer_ComeDueWhileItsKindChanges_ReachesItsInstanceOnce()
    {
        var alarms = 0;
        using var changing = new ManualResetEventSlim();
        await using var host = new EngineUnderTest(replayEveryTurn: false);
        host.Probe = step =>
        {
            // The second alarm of the moment rings while the first one's turn runs.
            if (step == EngineStep.Timer && Interlocked.Increment(ref alarms) == 2) changing.Wait();
        };
        host.Orchestrator("Two", async context =>
        {
            var first = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            var second = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            using var stop = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<string>("Never", stop.Token);
            await first;
            stop.Cancel();
            changing.Set();
            // Answered under the board's lock, thus after the second timer has been handed over.
            _ = host.Engine.LiveTimers;
            await second;
            return await context.WaitForExternalEvent<string>("End");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Two");
        await host.QuietAsync();

        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.QuietAsync();
        await host.RaiseAsync(id, "End", "end");

        Assert.Equal("end", (await host.OverAsync(id)).ReadOutputAs<string>());
        var received = host.Engine.GetHistory(id)!.Turns.SelectMany(turn => turn.Received);
        Assert.Equal([0, 1], received.OfType<TimerFired>().Select(timer => timer.TaskId));
    }
}
