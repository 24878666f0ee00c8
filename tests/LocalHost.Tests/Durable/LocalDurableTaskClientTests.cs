using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class LocalDurableTaskClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task Schedule_StatusToDedupe_IsRefused(OrchestrationRuntimeStatus status)
    {
        await using var host = await Waiting().OpenAsync();
        await BringToAsync(host, "one", status);
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(status);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation));

        Assert.Equal(status, (await host.FindAsync("one")).RuntimeStatus);
    }

    [Fact]
    public async Task Schedule_ManyAtOnceWithOneId_ExactlyOneWins()
    {
        await using var host = await Waiting().OpenAsync();

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
        await using var host = await Waiting().OpenAsync();
        await BringToAsync(host, "one", OrchestrationRuntimeStatus.Running);
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
        await using var host = await Waiting().OpenAsync();
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
    public async Task Suspend_HoldsWhatComes_ResumeLetsItThroughInOrder()
    {
        await using var host = new EngineUnderTest().Orchestrator("Two", async context =>
            await context.WaitForExternalEvent<string>("A") + await context.WaitForExternalEvent<string>("A"));
        await host.OpenAsync();
        await host.StartAsync("Two", id: "two");
        await host.QuietAsync();
        await host.Client.SuspendInstanceAsync("two", "lunch", Cancellation);
        await host.RaiseAsync("two", "A", "1");
        await host.RaiseAsync("two", "A", "2");
        await host.QuietAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.FindAsync("two")).RuntimeStatus);

        await host.ReopenAsync();
        await host.Client.ResumeInstanceAsync("two", null, Cancellation);

        Assert.Equal("12", (await host.EndAsync("two")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_WhileSuspended_Ends()
    {
        await using var host = await Waiting().OpenAsync();
        await BringToAsync(host, "one", OrchestrationRuntimeStatus.Suspended);

        await host.Client.TerminateInstanceAsync("one", "enough", Cancellation);

        var done = await host.EndAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task WaitForStart_ReturnsOnceItRuns()
    {
        await using var host = await Waiting().OpenAsync();
        await host.StartAsync("Wait", id: "one");

        var started = await host.Client.WaitForInstanceStartAsync("one", Cancellation);

        Assert.Equal(OrchestrationRuntimeStatus.Running, started.RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_OfAnInstanceThatDoesNotExistYet_WaitsForIt(bool completion)
    {
        await using var host = new EngineUnderTest().Orchestrator("Done", _ => Task.FromResult(1));
        await host.OpenAsync();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = completion ? host.Client.WaitForInstanceCompletionAsync("later", Cancellation) : host.Client.WaitForInstanceStartAsync("later", Cancellation);
        var givenUp = host.Client.WaitForInstanceCompletionAsync("never", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.False(waiting.IsCompleted);

        await host.StartAsync("Done", id: "later");

        Assert.Equal("later", (await waiting).InstanceId);
    }

    [Fact]
    public async Task Query_FiltersAndPages()
    {
        await using var host = await Waiting().OpenAsync();
        for (var i = 0; i < 7; i++) await host.StartAsync("Wait", i, $"review-{i}");
        await host.StartAsync("Wait", 9, "other");
        await host.QuietAsync();
        foreach (var id in new[] { "review-2", "review-5" }) await host.RaiseAsync(id, "Go", "x");
        await host.QuietAsync();

        var running = new OrchestrationQuery(
            InstanceIdPrefix: "review-", PageSize: 2, Statuses: [OrchestrationRuntimeStatus.Running], FetchInputsAndOutputs: true);
        var pages = await host.Client.GetAllInstancesAsync(running).AsPages().ToListAsync(Cancellation);
        var future = host.Client.GetAllInstancesAsync(new OrchestrationQuery(CreatedFrom: host.Start.AddSeconds(1)));

        Assert.Equal(["review-0,review-1", "review-3,review-4", "review-6"], pages.Where(page => page.Values.Count > 0).Select(page => string.Join(',', page.Values.Select(found => found.InstanceId))));
        Assert.Equal(3, pages[1].Values[0].ReadInputAs<int>());
        Assert.Empty(await future.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Purge_OfOneThatRuns_IsRefused_OfOneThatIsOver_RemovesIt()
    {
        await using var host = await Waiting().OpenAsync();
        await BringToAsync(host, "runs", OrchestrationRuntimeStatus.Running);
        await BringToAsync(host, "over", OrchestrationRuntimeStatus.Completed);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.PurgeInstanceAsync("runs", Cancellation));
        var purged = await host.Client.PurgeInstanceAsync("over", Cancellation);
        var nobody = await host.Client.PurgeInstanceAsync("nobody", Cancellation);

        Assert.Equal((1, 0), (purged.PurgedInstanceCount, nobody.PurgedInstanceCount));
        Assert.Null(await host.Client.GetInstanceAsync("over", Cancellation));
        Assert.Null(host.Engine.GetHistory("over"));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Purge_ByFilter_TakesChildrenWhenRecursive(bool recursive, int count)
    {
        await using var host = Waiting()
            .Orchestrator("Child", _ => Task.FromResult(0))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child") + await Throw());
        await host.OpenAsync();
        await host.RunAsync("Parent", id: "parent");
        await BringToAsync(host, "runs", OrchestrationRuntimeStatus.Running);

        var filter = new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running]);
        var purged = await host.Client.PurgeAllInstancesAsync(filter, new PurgeInstanceOptions(recursive), Cancellation);

        Assert.Equal(count, purged.PurgedInstanceCount);
        Assert.NotNull(await host.Client.GetInstanceAsync("runs", Cancellation));

        static Task<int> Throw() => throw new FormatException();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_RunsAgainWithItsInput(bool newId)
    {
        await using var host = new EngineUnderTest().Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));
        await host.OpenAsync();
        await host.RunAsync("Echo", "again", "one");

        var id = await host.Client.RestartAsync("one", newId, Cancellation);

        Assert.Equal(newId, id != "one");
        Assert.Equal("again", (await host.EndAsync(id)).ReadOutputAs<string>());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.RestartAsync("nobody", cancellation: Cancellation));
    }

    [Fact]
    public async Task Tags_OfTheStart_AreKept()
    {
        await using var host = await Waiting().OpenAsync();
        var options = new StartOrchestrationOptions("one") { Tags = new Dictionary<string, string> { ["programme"] = "special-fund-rd" } };

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation);

        Assert.Equal("special-fund-rd", (await host.FindAsync("one")).Tags["programme"]);
    }

    private static EngineUnderTest Waiting() => new EngineUnderTest().Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));

    private static async Task BringToAsync(EngineUnderTest host, string id, OrchestrationRuntimeStatus status)
    {
        await host.StartAsync("Wait", id: id);
        if (status == OrchestrationRuntimeStatus.Suspended) await host.Client.SuspendInstanceAsync(id, null, Cancellation);
        if (status == OrchestrationRuntimeStatus.Completed) await host.RaiseAsync(id, "Go", "done");
        await host.QuietAsync();
        Assert.Equal(status, (await host.FindAsync(id)).RuntimeStatus);
    }
}
