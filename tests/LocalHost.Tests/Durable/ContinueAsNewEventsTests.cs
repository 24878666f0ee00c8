using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable;

/// <summary>Which events the next execution gets, and in which order.</summary>
public sealed class ContinueAsNewEventsTests
{
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

        Assert.Equal(Enumerable.Range(0, Events), (await host.OverAsync(id)).ReadOutputAs<int[]>()!.Order());
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

        var seen = (await host.OverAsync(id)).ReadOutputAs<int[]>()!;
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

        Assert.Equal("new", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContinueAsNew_EventAfterTheCall_IsCarriedWhateverIsPreserved(bool preserve)
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new EngineUnderTest()
            .ActivityAsync<string, string>("Slow", async (_, stop) =>
            {
                begun.SetResult();
                await release.Task.WaitAsync(stop);
                return "";
            })
            .Orchestrator("Renew", async context =>
            {
                if (context.GetInput<int>() == 1) return await context.WaitForExternalEvent<string>("Item");
                context.ContinueAsNew(1, preserve);
                await context.CallActivityAsync<string>("Slow");
                return "";
            });
        await host.OpenAsync();
        var id = await host.StartAsync("Renew", 0);
        await begun.Task;

        await host.RaiseAsync(id, "Item", "late");
        release.SetResult();

        Assert.Equal("late", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_ASecondCall_LosesWhatCameBetween()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", async context =>
        {
            if (context.GetInput<int>() == 2) return await context.WaitForExternalEvent<string>("Item");
            var one = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            var two = context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
            context.ContinueAsNew(1);
            await one;
            context.ContinueAsNew(2);
            await two;
            return "";
        });
        await host.OpenAsync();
        string id;
        // While something runs, the clock does not skip to the first timer.
        using (host.Work.Begin())
        {
            id = await host.StartAsync("Renew", 0);
            await host.RaiseAsync(id, "Item", "between");
        }

        await host.QuietAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.RaiseAsync(id, "Item", "after");

        Assert.Equal("after", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_InheritedAndNewEvents_SurviveReopens()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            if (context.GetInput<int>() < 2)
            {
                context.ContinueAsNew(context.GetInput<int>() + 1);
                return [];
            }

            var items = new List<int>();
            for (var i = 0; i < 4; i++) items.Add(await context.WaitForExternalEvent<int>("Item"));
            return items;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Renew", 0);
        await host.RaiseAsync(id, "Item", 1);
        await host.RaiseAsync(id, "Item", 2);
        await host.QuietAsync();

        await host.RaiseAsync(id, "Go");
        await host.QuietAsync();
        await host.ReopenAsync();
        await host.RaiseAsync(id, "Item", 3);
        await host.RaiseAsync(id, "Go");
        await host.QuietAsync();
        await host.ReopenAsync();
        await host.RaiseAsync(id, "Item", 4);
        await host.RaiseAsync(id, "Go");

        Assert.Equal(new[] { 1, 2, 3, 4 }, (await host.OverAsync(id)).ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task ContinueAsNew_AfterStartingADetachedChildAndSendingToIt_DeliversBoth()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Mailbox", context => context.WaitForExternalEvent<string>("Letter"))
            .Orchestrator("Renew", async context =>
            {
                if (context.GetInput<int>() == 1) return 0;
                var detached = new SubOrchestrationOptions(instanceId: "mailbox") { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } };
                await context.CallSubOrchestratorAsync("Mailbox", options: detached);
                context.SendEvent("mailbox", "Letter", "dear");
                context.ContinueAsNew(1);
                return 0;
            });
        await host.OpenAsync();

        await host.RunAsync("Renew", 0);

        Assert.Equal("dear", (await host.OverAsync("mailbox")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_AfterSendingToItself_DeliversToTheNextExecution()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", async context =>
        {
            if (context.GetInput<int>() == 1) return await context.WaitForExternalEvent<string>("Letter");
            context.SendEvent(context.InstanceId, "Letter", "to myself");
            context.ContinueAsNew(1);
            return "";
        });
        await host.OpenAsync();

        Assert.Equal("to myself", (await host.RunAsync("Renew", 0)).ReadOutputAs<string>());
    }
}
