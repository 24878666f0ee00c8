using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class SubOrchestrationsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Child_WithOwnId_KnowsItsParentAndAnswers()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", context => Task.FromResult($"{context.InstanceId} of {context.Parent!.Name} {context.Parent.InstanceId}: {context.GetInput<int>()}"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child", 5, new SubOrchestrationOptions(instanceId: "c-1")));
        await host.OpenAsync();

        var done = await host.RunAsync("Parent", id: "p-1");

        Assert.Equal("c-1 of Parent p-1: 5", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Child_WithoutId_GetsADeterministicOne()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", context => Task.FromResult(context.InstanceId))
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<string>("Child") + await context.CallSubOrchestratorAsync<string>("Child"));
        await host.OpenAsync();

        var ids = (await host.RunAsync("Parent")).ReadOutputAs<string>()!;

        Assert.Equal(64, ids.Length);
        Assert.NotEqual(ids[..32], ids[32..]);
    }

    [Fact]
    public async Task Child_Fails_DetailsReachTheGrandparent()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Break", _ => throw new FormatException("root"))
            .Orchestrator("Child", context => context.CallActivityAsync<string>("Break"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child"));
        await host.OpenAsync();

        var failure = (await host.RunAsync("Parent")).FailureDetails!;

        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.True(failure.InnerFailure!.IsCausedBy<TaskFailedException>());
        Assert.Equal(("System.FormatException", "root"), (failure.InnerFailure.InnerFailure!.ErrorType, failure.InnerFailure.InnerFailure.ErrorMessage));
    }

    [Fact]
    public async Task Child_IdAlreadyRunning_FailsTheCallAndLeavesTheOther()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "same")));
        await host.OpenAsync();
        await host.StartAsync("Wait", id: "same");

        var done = await host.RunAsync("Parent");

        Assert.EndsWith("OrchestrationAlreadyExistsException", done.FailureDetails!.InnerFailure!.ErrorType);
        await host.RaiseAsync("same", "Go", "on");
        Assert.Equal("on", (await host.EndAsync("same")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Child_Detached_DoesNotHoldItsParent()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Parent", async context =>
            {
                var options = new SubOrchestrationOptions(instanceId: "free") { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } };
                await context.CallSubOrchestratorAsync("Wait", options: options);
                return "left";
            });
        await host.OpenAsync();

        Assert.Equal("left", (await host.RunAsync("Parent")).ReadOutputAs<string>());
        await host.RaiseAsync("free", "Go", "alone");
        Assert.Equal("alone", (await host.EndAsync("free")).ReadOutputAs<string>());
    }

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
}
