using System.Diagnostics;

namespace LocalHost.Tests.Durable;

public sealed class TimersTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_OfThirtyDays_TakesNoRealTime(bool replay)
    {
        await using var host = new EngineUnderTest(replay).Orchestrator("Notice", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        await host.OpenAsync();
        var watch = Stopwatch.StartNew();

        var done = await host.RunAsync("Notice");

        Assert.Equal(host.Start.AddDays(30).UtcDateTime, done.ReadOutputAs<DateTime>());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Timer_InThePast_FiresAtOnce()
    {
        await using var host = new EngineUnderTest().Orchestrator("Late", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            return true;
        });
        await host.OpenAsync();

        Assert.True((await host.RunAsync("Late")).ReadOutputAs<bool>());
        Assert.Equal(host.Start, host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Timers_YearOfDays_FireInOrder()
    {
        await using var host = new EngineUnderTest(replayEveryTurn: false).Orchestrator("Daily", async context =>
        {
            for (var day = 0; day < 365; day++) await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        await host.OpenAsync();

        Assert.Equal(host.Start.AddDays(365).UtcDateTime, (await host.RunAsync("Daily")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Timer_LeftOpen_HoldsTheCompletionUntilItFires()
    {
        await using var host = new EngineUnderTest().Orchestrator("Careless", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
            return Task.FromResult(1);
        });
        await host.OpenAsync();

        await host.RunAsync("Careless");

        Assert.Equal(host.Start.AddDays(2), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Timer_BesideAnAwaitedEvent_IsNotSkippedUnasked()
    {
        await using var host = new EngineUnderTest().Orchestrator("Due", async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromDays(5), CancellationToken.None);
            var decided = context.WaitForExternalEvent<string>("Decided");
            return await Task.WhenAny(timer, decided) == timer ? "overdue" : await decided;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Due");
        await host.QuietAsync();

        Assert.Equal(host.Start, host.Clock.GetUtcNow());
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(6), TestContext.Current.CancellationToken);
        Assert.Equal("overdue", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_WhoseEventHasCome_IsSkippedAsWork()
    {
        await using var host = new EngineUnderTest().Orchestrator("Then", async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromDays(5), CancellationToken.None);
            await context.WaitForExternalEvent<string>("Decided");
            await timer;
            return context.CurrentUtcDateTime;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Then");
        await host.QuietAsync();
        Assert.Equal(host.Start, host.Clock.GetUtcNow());

        await host.RaiseAsync(id, "Decided", "yes");

        Assert.Equal(host.Start.AddDays(5).UtcDateTime, (await host.EndAsync(id)).ReadOutputAs<DateTime>());
    }
}
