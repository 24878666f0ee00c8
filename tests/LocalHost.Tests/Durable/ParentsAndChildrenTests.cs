using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>What the end of a parent means for its children, and the reverse.</summary>
public sealed class ParentsAndChildrenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terminate_OfTheParent_LeavesTheChildRunning()
    {
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child")));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.TerminateAsync("parent", "stop");
        await host.QuietAsync();

        Assert.Equal("stop", (await host.FindAsync("parent")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("child")).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_Recursive_IsRefused()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => host.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions("stop", Recursive: true), Cancellation));
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
}
