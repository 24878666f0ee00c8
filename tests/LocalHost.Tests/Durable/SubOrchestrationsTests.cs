using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class SubOrchestrationsTests
{
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
        Assert.Equal("on", (await host.OverAsync("same")).ReadOutputAs<string>());
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
        Assert.Equal("alone", (await host.OverAsync("free")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Child_Detached_KnowsItsParent()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", context => Task.FromResult($"{context.Parent!.Name} {context.Parent.InstanceId}"))
            .Orchestrator("Parent", async context =>
            {
                await context.CallSubOrchestratorAsync("Child", options: Detached("child"));
                return context.Parent is null;
            });
        await host.OpenAsync();

        Assert.True((await host.RunAsync("Parent", id: "parent")).ReadOutputAs<bool>());
        Assert.Equal("Parent parent", (await host.OverAsync("child")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Child_DetachedThatFails_LeavesItsParentAlone(bool parentWaits)
    {
        await using var host = new EngineUnderTest()
            .Orchestrator<int>("Child", _ => throw new FormatException())
            .Orchestrator("Parent", async context =>
            {
                var result = await context.CallSubOrchestratorAsync<string>("Child", options: Detached("child"));
                if (parentWaits) await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return result is null;
            });
        await host.OpenAsync();

        Assert.True((await host.RunAsync("Parent")).ReadOutputAs<bool>());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.OverAsync("child")).RuntimeStatus);
    }

    [Fact]
    public async Task Child_IdOfAFinishedOne_BeginsAnew()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return context.GetInput<string>();
            })
            .Orchestrator("Parent", async context => new[]
            {
                await context.CallSubOrchestratorAsync<string>("Child", "first", new SubOrchestrationOptions(instanceId: "child")),
                await context.CallSubOrchestratorAsync<string>("Child", "second", new SubOrchestrationOptions(instanceId: "child")),
            });
        await host.OpenAsync();

        Assert.Equal(["first", "second"], (await host.RunAsync("Parent")).ReadOutputAs<string[]>()!);

        var child = await host.FindAsync("child");
        Assert.Equal(("second", host.Start.AddDays(1)), (child.ReadInputAs<string>(), child.CreatedAt));
        Assert.Equal(2, host.Engine.GetHistory("child")!.Turns.Count);
    }

    [Fact]
    public async Task Child_NotRegistered_FailsTheCall()
    {
        await using var host = new EngineUnderTest().Orchestrator("Parent", async context =>
        {
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<string>("Nobody"));
            return failed.FailureDetails.ToString();
        });
        await host.OpenAsync();

        Assert.Equal("OrchestratorTaskNotFound: No orchestrator task named 'Nobody' was found.", (await host.RunAsync("Parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Child_ReplacedByTheClient_FailsTheCallWithoutDetailsAndLivesOn()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Parent", async context =>
            {
                var options = new SubOrchestrationOptions(instanceId: "child");
                var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<string>("Wait", options));
                return failed.FailureDetails is null;
            });
        await host.OpenAsync();
        var parent = await host.StartAsync("Parent");
        await host.QuietAsync();

        await host.ScheduleAsync("Wait", new StartOrchestrationOptions("child").WithDedupeStatuses());

        Assert.True((await host.OverAsync(parent)).ReadOutputAs<bool>());
        await host.RaiseAsync("child", "Go", "nobody's");
        Assert.Equal("nobody's", (await host.OverAsync("child")).ReadOutputAs<string>());
    }

    private static SubOrchestrationOptions Detached(string id) =>
        new(instanceId: id) { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } };
}
