using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class PurgeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Purge_OfOneThatRuns_IsRefused_OfOneThatIsOver_RemovesIt()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("runs", OrchestrationRuntimeStatus.Running);
        await host.BringToAsync("over", OrchestrationRuntimeStatus.Completed);

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
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Child", _ => Task.FromResult(0))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child") + await Throw());
        await host.OpenAsync();
        await host.RunAsync("Parent", id: "parent");
        await host.BringToAsync("runs", OrchestrationRuntimeStatus.Running);

        var filter = new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running]);
        var purged = await host.Client.PurgeAllInstancesAsync(filter, new PurgeInstanceOptions(recursive), Cancellation);

        Assert.Equal(count, purged.PurgedInstanceCount);
        Assert.NotNull(await host.Client.GetInstanceAsync("runs", Cancellation));

        static Task<int> Throw() => throw new FormatException();
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Purge_OfOne_TakesTwoLevelsOfChildrenWhenRecursive(bool recursive, int count)
    {
        await using var host = Family();
        await host.OpenAsync();
        await host.RunAsync("Parent", id: "parent");

        var purged = await host.Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(recursive), Cancellation);

        Assert.Equal(count, purged.PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync("parent", Cancellation));
        foreach (var id in new[] { "child", "grandchild" }) Assert.Equal(recursive, await host.Client.GetInstanceAsync(id, Cancellation) is null);
    }

    [Fact]
    public async Task Purge_OfAChild_LeavesItsParent()
    {
        await using var host = Family();
        await host.OpenAsync();
        await host.RunAsync("Parent", id: "parent");

        var purged = await host.Client.PurgeInstanceAsync("child", new PurgeInstanceOptions(Recursive: true), Cancellation);

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Equal("deep", (await host.FindAsync("parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Purge_ThenBegunAnew_KnowsNothingOfTheOldOne()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Completed);
        await host.Client.PurgeInstanceAsync("one", Cancellation);

        await host.StartAsync("Wait", "again", "one");
        await host.QuietAsync();

        Assert.Equal("again", (await host.FindAsync("one")).ReadInputAs<string>());
        Assert.Single(host.Engine.GetHistory("one")!.Turns);
    }

    [Fact]
    public async Task Purge_ByCreation_TakesBothBounds()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        for (var day = 0; day < 4; day++)
        {
            await host.BringToAsync($"day-{day}", OrchestrationRuntimeStatus.Completed);
            await host.AdvanceAsync(TimeSpan.FromDays(1));
        }

        var purged = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(host.Start.AddDays(1), host.Start.AddDays(2)), Cancellation);

        Assert.Equal(2, purged.PurgedInstanceCount);
        var left = await host.Client.GetAllInstancesAsync().Select(found => found.InstanceId).ToListAsync(Cancellation);
        Assert.Equal(["day-0", "day-3"], left);
    }

    private static EngineUnderTest Family() => new EngineUnderTest()
        .Orchestrator("Grandchild", _ => Task.FromResult("deep"))
        .Orchestrator("Child", context => context.CallSubOrchestratorAsync<string>("Grandchild", new SubOrchestrationOptions(instanceId: "grandchild")))
        .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions(instanceId: "child")));
}
