using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable;

public sealed class TimerCancellationTests
{
    [Fact]
    public async Task Timer_CancelledByAnInstanceThatCompletes_LeavesTheClockWhereItWas()
    {
        await using var host = new EngineUnderTest()
            .Activity<int, int>("Quick", number => number)
            .Orchestrator("Early", async context =>
            {
                using var stop = new CancellationTokenSource();
                // A timer beside an activity counts as work: its alarm is one that the clock would skip to unasked.
                await Task.WhenAny(context.CreateTimer(TimeSpan.FromDays(30), stop.Token), context.CallActivityAsync<int>("Quick", 7));
                stop.Cancel();
                return true;
            });
        await host.OpenAsync();
        await host.RunAsync("Early");
        await host.Clock.SettleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(host.Start, host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Timer_Cancelled_NeverFiresAndHoldsNothingUp()
    {
        await using var host = new EngineUnderTest()
            .Activity<int, int>("Quick", number => number)
            .Orchestrator("Race", async context =>
            {
                using var stop = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(3), stop.Token);
                var work = context.CallActivityAsync<int>("Quick", 7);
                var winner = await Task.WhenAny(timer, work);
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
                return winner == work ? await work : -1;
            });
        await host.OpenAsync();

        var done = await host.RunAsync("Race");

        Assert.Equal(7, done.ReadOutputAs<int>());
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(10), TestContext.Current.CancellationToken);
        Assert.Equal(done.LastUpdatedAt, (await host.FindAsync(done.InstanceId)).LastUpdatedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_Cancelled_ThrowsWithoutTheToken(bool before)
    {
        await using var host = new EngineUnderTest().Orchestrator("Stop", async context =>
        {
            using var stop = new CancellationTokenSource();
            if (before) stop.Cancel();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
            stop.Cancel();
            var cancelled = await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return cancelled.CancellationToken == CancellationToken.None;
        });
        await host.OpenAsync();

        Assert.True((await host.RunAsync("Stop")).ReadOutputAs<bool>());
        Assert.Equal((host.Start, 0), (host.Clock.GetUtcNow(), host.Engine.LiveTimers));
    }

    [Fact]
    public async Task Timer_TokenAlreadyCancelled_TakesItsNumberAllTheSame()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Break", _ => throw new FormatException())
            .Orchestrator("Stop", async context =>
            {
                _ = context.CreateTimer(TimeSpan.FromDays(1), new CancellationToken(canceled: true));
                return (await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Break"))).TaskId;
            });
        await host.OpenAsync();

        Assert.Equal(1, (await host.RunAsync("Stop")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Timer_CancelledByAnEventOfItsOwnMoment_FiresOrNotButNeverBoth()
    {
        const int Count = 40;
        await using var host = new EngineUnderTest()
            .Orchestrator("Wait", async context =>
            {
                using var stop = new CancellationTokenSource();
                var due = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
                var raised = context.WaitForExternalEvent<string>("Go");
                if (await Task.WhenAny(due, raised) == due) return due.IsCompletedSuccessfully ? "due" : "neither";
                stop.Cancel();
                return due.IsCanceled ? await raised : "both";
            })
            .Orchestrator("Raise", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                for (var i = 0; i < Count; i++) context.SendEvent($"wait-{i}", "Go", "raised");
                return 0;
            });
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            await host.StartAsync("Raise");
            for (var i = 0; i < Count; i++) await host.StartAsync("Wait", id: $"wait-{i}");
        }

        await host.SettleAsync();

        for (var i = 0; i < Count; i++) Assert.Contains((await host.OverAsync($"wait-{i}")).ReadOutputAs<string>(), (string[])["due", "raised"]);
    }
}
