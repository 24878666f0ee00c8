using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class SchedulingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task Schedule_StatusToDedupe_IsRefused(OrchestrationRuntimeStatus status)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", status);
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(status);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation));

        Assert.Equal(status, (await host.FindAsync("one")).RuntimeStatus);
    }

    [Fact]
    public async Task Schedule_ManyAtOnceWithOneId_ExactlyOneWins()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();

        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            try
            {
                await host.StartAsync("Wait", number, "one");
                return true;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return false;
            }
        }));

        Assert.Single(starts, won => won);
    }

    [Fact]
    public async Task Schedule_RunningReusable_ReplacesItAndItsEvents()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);
        await host.RaiseAsync("one", "Other", "old");
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses();

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "second", options, Cancellation);

        await host.RaiseAsync("one", "Go", "end");
        var done = await host.EndAsync("one");
        Assert.Equal(("end", "second"), (done.ReadOutputAs<string>(), done.ReadInputAs<string>()));
        Assert.DoesNotContain(host.Engine.GetHistory("one")!.Turns, turn => turn.Received.Any(item => item.ToString().Contains("old")));
    }

    [Fact]
    public async Task Schedule_TerminatedKeptButRunningReusable_IsRefused()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation));
    }

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

        Assert.Equal(at.UtcDateTime, (await host.EndAsync("later")).ReadOutputAs<DateTime>());
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

        Assert.Equal(host.Start.AddDays(7).UtcDateTime, (await host.EndAsync("later")).ReadOutputAs<DateTime>());
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

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task Schedule_OverAndToDedupe_IsRefusedWithIdAndStatus(OrchestrationRuntimeStatus status)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", status);
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, status);

        var refused = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync("Wait", options));

        Assert.Equal($"An orchestration with instance ID 'one' and status '{status}' already exists", refused.Message);
        Assert.Equal(status, (await host.FindAsync("one")).RuntimeStatus);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task Schedule_OverWithoutDedupeStatuses_BeginsAnew(OrchestrationRuntimeStatus status)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", status);
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        await host.StartAsync("Wait", "again", "one");
        await host.QuietAsync();

        var found = await host.FindAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Running, "again"), (found.RuntimeStatus, found.ReadInputAs<string>()));
        Assert.Equal(host.Start.AddDays(1), found.CreatedAt);
        Assert.Null(found.SerializedOutput);
        Assert.Null(found.FailureDetails);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task Schedule_NotOverWithoutDedupeStatuses_IsRefused(OrchestrationRuntimeStatus status)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", status);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.StartAsync("Wait", "again", "one"));
    }

    [Fact]
    public async Task Schedule_UnknownStatusToDedupe_IsRefusedByName()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        var options = new StartOrchestrationOptions("one") { DedupeStatuses = ["running", "Sleeping"] };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => host.ScheduleAsync("Wait", options));

        Assert.Equal("Invalid orchestration runtime status: 'Sleeping' for deduplication.", refused.Message);
        Assert.Null(await host.Client.GetInstanceAsync("one", Cancellation));
    }

    [Fact]
    public async Task Schedule_StatusToDedupeInOtherCase_Counts()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            host.ScheduleAsync("Wait", new StartOrchestrationOptions("one") { DedupeStatuses = ["rUNNING"] }));
    }

    [Fact]
    public async Task Schedule_WithStartTimeInThePast_RunsAtOnce()
    {
        await using var host = new EngineUnderTest().Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime));
        await host.OpenAsync();

        await host.ScheduleAsync("Now", new StartOrchestrationOptions("late", host.Start.AddDays(-7)));

        Assert.Equal(host.Start.UtcDateTime, (await host.EndAsync("late")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Schedule_WithStartTime_KeepsTheEventsThatComeBefore()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        using (host.Work.Begin())
        {
            await host.ScheduleAsync("Wait", new StartOrchestrationOptions("one", host.Start.AddDays(7)));
            await host.RaiseAsync("one", "Go", "early");
            Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.FindAsync("one")).RuntimeStatus);
        }

        var done = await host.EndAsync("one");
        Assert.Equal(("early", host.Start.AddDays(7)), (done.ReadOutputAs<string>(), done.LastUpdatedAt));
    }

    [Fact]
    public async Task Schedule_CancelledBefore_WritesNothing()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"), new CancellationToken(canceled: true)));

        Assert.Null(await host.Client.GetInstanceAsync("one", Cancellation));
    }
}
