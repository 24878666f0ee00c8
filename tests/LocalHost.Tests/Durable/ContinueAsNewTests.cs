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

    [Fact]
    public async Task ContinueAsNew_ActivityStillOpen_WaitsForIt()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new EngineUnderTest()
            .ActivityAsync<string, string>("Slow", async (_, stop) =>
            {
                begun.SetResult();
                await release.Task.WaitAsync(stop);
                return "unseen";
            })
            .Orchestrator("Renew", context =>
            {
                if (context.GetInput<int>() == 1) return Task.FromResult("second");
                _ = context.CallActivityAsync<string>("Slow");
                context.ContinueAsNew(1);
                return Task.FromResult("first");
            });
        await host.OpenAsync();
        var id = await host.StartAsync("Renew", 0);
        await begun.Task;
        Assert.Equal((OrchestrationRuntimeStatus.Running, 0), await StateAsync());

        release.SetResult();

        Assert.Equal("second", (await host.OverAsync(id)).ReadOutputAs<string>());
        Assert.Equal((OrchestrationRuntimeStatus.Completed, 1), await StateAsync());

        async Task<(OrchestrationRuntimeStatus, int)> StateAsync()
        {
            var found = await host.FindAsync(id);
            return (found.RuntimeStatus, found.ReadInputAs<int>());
        }
    }

    [Fact]
    public async Task ContinueAsNew_NextExecution_CountsAsCreatedThen()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            if (context.GetInput<int>() == 0) context.ContinueAsNew(1);
            return 0;
        });
        await host.OpenAsync();

        var done = await host.RunAsync("Renew", 0);

        Assert.Equal((host.Start.AddDays(1), host.Start.AddDays(2)), (done.CreatedAt, done.LastUpdatedAt));
    }

    [Fact]
    public async Task ContinueAsNew_CustomStatus_IsNotTheNextExecutions()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.SetCustomStatus("old");
                context.ContinueAsNew(1);
                return 0;
            }

            await context.WaitForExternalEvent<string>("First");
            await context.WaitForExternalEvent<string>("Second");
            return 0;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Renew", 0);

        await host.RaiseAsync(id, "First");
        await host.QuietAsync();

        var found = await host.FindAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Running, 1), (found.RuntimeStatus, found.ReadInputAs<int>()));
        Assert.Null(found.SerializedCustomStatus);
    }

    [Fact]
    public async Task ContinueAsNew_ActivitiesOfBothExecutionsWithOneNumber_AnswerTheirOwn()
    {
        await using var host = new EngineUnderTest()
            .Activity<int, int>("Square", number => number * number)
            .Orchestrator("Renew", async context =>
            {
                var squares = context.GetInput<List<int>>()!;
                squares.Add(await context.CallActivityAsync<int>("Square", squares.Count + 1));
                if (squares.Count < 4) context.ContinueAsNew(squares);
                return squares;
            });
        await host.OpenAsync();

        Assert.Equal(new[] { 1, 4, 9, 16 }, (await host.RunAsync("Renew", Array.Empty<int>())).ReadOutputAs<int[]>());
    }
}
