using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class TerminationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Terminate_OfTheParent_TakesTheChildOnlyWhenRecursive(bool recursive, OrchestrationRuntimeStatus child)
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child")));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("stop", recursive), Cancellation);
        await host.QuietAsync();

        Assert.Equal("stop", (await host.FindAsync("parent")).ReadOutputAs<string>());
        Assert.Equal(child, (await host.FindAsync("child")).RuntimeStatus);
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Completed)]
    [InlineData(false, OrchestrationRuntimeStatus.Failed)]
    public async Task Terminate_OfTheChild_FailsTheCallWithoutDetails(bool caught, OrchestrationRuntimeStatus parent)
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child"));
                }
                catch (TaskFailedException failed) when (caught)
                {
                    return $"{failed.FailureDetails is null} {failed.Message}";
                }
            });
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.Client.TerminateInstanceAsync("child", "stop", Cancellation);

        var done = await host.EndAsync("parent");
        Assert.Equal(parent, done.RuntimeStatus);
        if (caught) Assert.Equal("True Task 'Wait' (#0) failed with an unhandled exception.", done.ReadOutputAs<string>());
        else Assert.Equal("System.NullReferenceException", done.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Terminate_WhileSuspended_Ends()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Suspended);

        await host.Client.TerminateInstanceAsync("one", "enough", Cancellation);

        var done = await host.EndAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_WithAStartTimeAhead_NeverRuns(bool reopen)
    {
        var ran = false;
        await using var host = new EngineUnderTest().Orchestrator("Later", _ => Task.FromResult(ran = true));
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            await host.ScheduleAsync("Later", new StartOrchestrationOptions("one", host.Start.AddDays(7)));
            await host.TerminateAsync("one", "not any more");
            if (reopen) await host.ReopenAsync();
        }

        await host.SettleAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(9));

        var done = await host.FindAsync("one");
        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "not any more", host.Start),
            (done.RuntimeStatus, done.ReadOutputAs<string>(), done.LastUpdatedAt));
        Assert.False(ran);
    }

    [Fact]
    public async Task Terminate_ActivityUnderWay_ItsResultIsDiscarded()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = Slow(begun, release);
        await host.OpenAsync();
        await host.StartAsync("Call", "slow", "one");
        await begun.Task;
        await host.TerminateAsync("one", "stop");
        await host.EndAsync("one");

        release.SetResult();
        await host.QuietAsync();

        Assert.Equal("stop", (await host.FindAsync("one")).ReadOutputAs<string>());
        Assert.DoesNotContain(host.Engine.GetHistory("one")!.Turns, turn => turn.Received.Any(item => item is LocalHost.Durable.TaskCompleted));
    }

    [Fact]
    public async Task Terminate_ThenBegunAnew_TheOldActivitysResultDoesNotAnswerTheNewOne()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var second = new TaskCompletionSource();
        await using var host = Slow(begun, release).ActivityAsync<string, string>("Second", async (_, stop) =>
        {
            await second.Task.WaitAsync(stop);
            return "new";
        });
        await host.OpenAsync();
        await host.StartAsync("Call", "Slow", "one");
        await begun.Task;
        await host.TerminateAsync("one");
        await host.EndAsync("one");
        await host.StartAsync("Call", "Second", "one");
        await host.Client.WaitForInstanceStartAsync("one", Cancellation);

        release.SetResult();
        second.SetResult();

        Assert.Equal("new", (await host.EndAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_Recursive_ReachesGrandchildrenAndSparesDetachedOnes()
    {
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Child", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "grandchild")))
            .Orchestrator("Parent", async context =>
            {
                var detached = new SubOrchestrationOptions(instanceId: "detached") { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } };
                await context.CallSubOrchestratorAsync("Wait", options: detached);
                return await context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions(instanceId: "child"));
            });
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.TerminateAsync("parent", "stop", recursive: true);
        await host.QuietAsync();

        foreach (var id in new[] { "parent", "child", "grandchild" })
        {
            var ended = await host.FindAsync(id);
            Assert.Equal((OrchestrationRuntimeStatus.Terminated, "stop"), (ended.RuntimeStatus, ended.ReadOutputAs<string>()));
        }

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("detached")).RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_Recursive_SparesChildrenOfTheExecutionBefore(bool restarted)
    {
        await using var host = EngineUnderTest.Waiting().Orchestrator("Parent", context =>
            context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child-" + context.NewGuid())));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();
        var old = (await ChildrenAsync(host)).Single();
        // Another time makes another id.
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        if (restarted) await host.Client.RestartAsync("parent", cancellation: Cancellation);
        else await host.ScheduleAsync("Parent", new StartOrchestrationOptions("parent").WithDedupeStatuses());
        await host.QuietAsync();

        await host.TerminateAsync("parent", "stop", recursive: true);
        await host.QuietAsync();

        var children = await ChildrenAsync(host);
        Assert.Equal(2, children.Count);
        Assert.All(children, child => Assert.Equal(
            child.InstanceId == old.InstanceId ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus));
    }

    [Fact]
    public async Task Terminate_WithoutOutput_LeavesNone()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);

        await host.Client.TerminateInstanceAsync("one", Cancellation);

        var done = await host.EndAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, done.RuntimeStatus);
        Assert.Null(done.SerializedOutput);
        Assert.Null(done.FailureDetails);
    }

    private static EngineUnderTest Slow(TaskCompletionSource begun, TaskCompletionSource release) => new EngineUnderTest()
        .ActivityAsync<string, string>("Slow", async (_, stop) =>
        {
            begun.SetResult();
            await release.Task.WaitAsync(stop);
            return "old";
        })
        .Orchestrator("Call", context => context.CallActivityAsync<string>(context.GetInput<string>()!));

    private static ValueTask<List<OrchestrationMetadata>> ChildrenAsync(EngineUnderTest host) =>
        host.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "child-")).ToListAsync(Cancellation);
}
