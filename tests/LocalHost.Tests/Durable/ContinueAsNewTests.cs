using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class ContinueAsNewTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContinueAsNew_Counts_WithAHistoryThatStaysShort(bool replay)
    {
        await using var host = new EngineUnderTest(replay)
            .Activity<int, int>("Next", number => number + 1)
            .Orchestrator("Count", async context =>
            {
                var number = await context.CallActivityAsync<int>("Next", context.GetInput<int>());
                if (number < 20) context.ContinueAsNew(number);
                return number;
            });
        await host.OpenAsync();

        var done = await host.RunAsync("Count", 0);

        Assert.Equal(20, done.ReadOutputAs<int>());
        Assert.Equal(19, done.ReadInputAs<int>());
        Assert.Equal(2, host.Engine.GetHistory(done.InstanceId)!.Turns.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContinueAsNew_Preserving_LosesAndDoublesNoEvent(bool replay)
    {
        const int Events = 100;
        await using var host = new EngineUnderTest(replay)
            .Activity<int, int>("Think", number => number)
            .Orchestrator("Collect", async context =>
            {
                var seen = context.GetInput<List<int>>()!;
                seen.Add(await context.WaitForExternalEvent<int>("Item"));
                await context.CallActivityAsync<int>("Think", seen.Count);
                if (seen.Count < Events) context.ContinueAsNew(seen);
                return seen;
            });
        await host.OpenAsync();
        var id = await host.StartAsync("Collect", Array.Empty<int>());

        await Task.WhenAll(Enumerable.Range(0, Events).Select(item => host.RaiseAsync(id, "item", item)));

        Assert.Equal(Enumerable.Range(0, Events), (await host.EndAsync(id)).ReadOutputAs<int[]>()!.Order());
    }

    [Fact]
    public async Task ContinueAsNew_Preserving_KeepsTheOrder()
    {
        await using var host = new EngineUnderTest().Orchestrator("Ordered", async context =>
        {
            var seen = context.GetInput<List<int>>()!;
            if (seen.Count == 0) await context.WaitForExternalEvent<string>("Go");
            seen.Add(await context.WaitForExternalEvent<int>("Item"));
            if (seen.Count < 5) context.ContinueAsNew(seen);
            return seen;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Ordered", Array.Empty<int>());
        for (var item = 0; item < 5; item++) await host.RaiseAsync(id, "Item", item);

        await host.RaiseAsync(id, "Go");

        var seen = (await host.EndAsync(id)).ReadOutputAs<int[]>()!;
        Assert.Equal([0, 1, 2, 3, 4], seen);
    }

    [Fact]
    public async Task ContinueAsNew_NotPreserving_DropsWhatNobodyWaitedFor()
    {
        await using var host = new EngineUnderTest().Orchestrator("Fresh", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            if (context.GetInput<int>() == 1) return await context.WaitForExternalEvent<string>("Item");
            context.ContinueAsNew(1, preserveUnprocessedEvents: false);
            return "";
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Fresh", 0);
        await host.RaiseAsync(id, "Item", "old");
        await host.QuietAsync();
        await host.RaiseAsync(id, "Go");
        await host.QuietAsync();

        await host.RaiseAsync(id, "Item", "new");
        await host.RaiseAsync(id, "Go");

        Assert.Equal("new", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_ThenThrow_Fails()
    {
        await using var host = new EngineUnderTest().Orchestrator<int>("Bad", context =>
        {
            context.ContinueAsNew(1);
            throw new InvalidOperationException("after");
        });
        await host.OpenAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("Bad")).RuntimeStatus);
    }

    [Fact]
    public async Task ContinueAsNew_OfAChild_AnswersItsParentOnceAtTheEnd()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                if (context.GetInput<int>() < 3) context.ContinueAsNew(context.GetInput<int>() + 1);
                return context.GetInput<int>();
            })
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child", 0));
        await host.OpenAsync();

        Assert.Equal(3, (await host.RunAsync("Parent")).ReadOutputAs<int>());
        Assert.Equal(host.Start.AddDays(4), host.Clock.GetUtcNow());
    }
}
