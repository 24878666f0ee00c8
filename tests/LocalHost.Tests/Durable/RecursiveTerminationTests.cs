using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>What the end of a parent means for its children, and the reverse.</summary>
public sealed class RecursiveTerminationTests
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
    public async Task Terminate_OfTheParent_TheChildEndsInPeaceAndAnswersNobody()
    {
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child")));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();
        await host.TerminateAsync("parent", "stop");
        await host.OverAsync("parent");
        await host.StartAsync("Parent", "again", "parent");
        await host.QuietAsync();
        // The new parent has found its child's id taken.
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.FindAsync("parent")).RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        await host.RaiseAsync("child", "Go", "done");

        Assert.Equal("done", (await host.OverAsync("child")).ReadOutputAs<string>());
        await host.QuietAsync();
        var parent = await host.FindAsync("parent");
        Assert.Equal((OrchestrationRuntimeStatus.Failed, host.Start), (parent.RuntimeStatus, parent.LastUpdatedAt));
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

        var done = await host.OverAsync("parent");
        Assert.Equal(parent, done.RuntimeStatus);
        if (caught) Assert.Equal("True Task 'Wait' (#0) failed with an unhandled exception.", done.ReadOutputAs<string>());
        else Assert.Equal("System.NullReferenceException", done.FailureDetails!.ErrorType);
    }

    private static ValueTask<List<OrchestrationMetadata>> ChildrenAsync(EngineUnderTest host) =>
        host.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "child-")).ToListAsync(Cancellation);
}
