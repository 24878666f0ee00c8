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
    public async Task Schedule_CancelledBefore_WritesNothing()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"), new CancellationToken(canceled: true)));

        Assert.Null(await host.Client.GetInstanceAsync("one", Cancellation));
    }
}
