using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>Instances that begin later: pending until then.</summary>
public sealed class StartTimesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schedule_WithStartTime_StaysPendingUntilThen()
    {
        await using var host = new EngineUnderTest().Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime));
        await host.OpenAsync();
        var at = host.Start.AddDays(7);
        // Held as work, so that the clock cannot move to the start time yet.
        using (host.Work.Begin())
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Now", new StartOrchestrationOptions("later", at), Cancellation);
            Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.FindAsync("later")).RuntimeStatus);
        }

        Assert.Equal(at.UtcDateTime, (await host.OverAsync("later")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Schedule_WithStartTime_SurvivesAReopen()
    {
        await using var host = new EngineUnderTest().Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime));
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Now", new StartOrchestrationOptions("later", host.Start.AddDays(7)), Cancellation);
            await host.ReopenAsync();
        }

        Assert.Equal(host.Start.AddDays(7).UtcDateTime, (await host.OverAsync("later")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Schedule_PendingToDedupe_IsRefused()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        // Held as work, so that the clock cannot move to the start time yet.
        using var held = host.Work.Begin();
        await host.ScheduleAsync("Wait", new StartOrchestrationOptions("one", host.Start.AddDays(7)), "first");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            host.ScheduleAsync("Wait", new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Pending), "second"));

        Assert.Equal("first", (await host.FindAsync("one")).ReadInputAs<string>());
    }

    [Fact]
    public async Task Schedule_PendingReusable_ReplacesItAndItsStartTime()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        using (host.Work.Begin())
        {
            await host.ScheduleAsync("Wait", new StartOrchestrationOptions("one", host.Start.AddDays(7)), "first");
            await host.ScheduleAsync("Wait", new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Running), "second");
        }

        await host.SettleAsync();

        Assert.Equal(host.Start, host.Clock.GetUtcNow());
        var found = await host.FindAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Running, "second"), (found.RuntimeStatus, found.ReadInputAs<string>()));
        Assert.Single(host.Engine.GetHistory("one")!.Turns);
    }

    [Fact]
    public async Task Schedule_WithStartTimeInThePast_RunsAtOnce()
    {
        await using var host = new EngineUnderTest().Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime));
        await host.OpenAsync();

        await host.ScheduleAsync("Now", new StartOrchestrationOptions("late", host.Start.AddDays(-7)));

        Assert.Equal(host.Start.UtcDateTime, (await host.OverAsync("late")).ReadOutputAs<DateTime>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Schedule_WithStartTime_KeepsTheEventsThatComeBefore(bool reopen)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        using (host.Work.Begin())
        {
            await host.ScheduleAsync("Wait", new StartOrchestrationOptions("one", host.Start.AddDays(7)));
            await host.RaiseAsync("one", "Go", "early");
            Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.FindAsync("one")).RuntimeStatus);
            if (reopen) await host.ReopenAsync();
        }

        var done = await host.OverAsync("one");
        Assert.Equal(("early", host.Start.AddDays(7)), (done.ReadOutputAs<string>(), done.LastUpdatedAt));
    }
}
