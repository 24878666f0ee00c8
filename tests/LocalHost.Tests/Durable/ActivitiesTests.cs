using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class ActivitiesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Activity_InSequence_PassesResultsOn(bool replay)
    {
        await using var host = new EngineUnderTest(replay)
            .Activity<string, string>("Hello", name => $"Hello {name}!")
            .Orchestrator("Cities", async context => new[]
            {
                await context.CallActivityAsync<string>("Hello", "Tokyo"),
                await context.CallActivityAsync<string>("hello", "London"),
            });
        await host.OpenAsync();

        var done = await host.RunAsync("cities");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(["Hello Tokyo!", "Hello London!"], done.ReadOutputAs<string[]>()!);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 10_000)]
    public async Task Activities_FannedOut_AllComeBackOnce(bool replay, int count)
    {
        var runs = 0;
        await using var host = new EngineUnderTest(replay)
            .Activity<int, int>("Double", number =>
            {
                Interlocked.Increment(ref runs);
                return 2 * number;
            })
            .Orchestrator("Fan", async context =>
                (await Task.WhenAll(Enumerable.Range(1, count).Select(number => context.CallActivityAsync<int>("Double", number)))).Sum());
        await host.OpenAsync();

        var done = await host.RunAsync("Fan");

        Assert.Equal(count * (count + 1), done.ReadOutputAs<int>());
        Assert.Equal(count, runs);
    }

    [Fact]
    public async Task Activity_Throws_FailsWithDetailsAndInnerFailure()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Break", _ => throw new InvalidOperationException("outer", new FormatException("inner")))
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Break");
                }
                catch (TaskFailedException failure)
                {
                    return $"{failure.TaskName} {failure.FailureDetails.ErrorType} {failure.FailureDetails.InnerFailure!.ErrorMessage} {failure.FailureDetails.IsCausedBy<InvalidOperationException>()}";
                }
            })
            .Orchestrator("Fall", context => context.CallActivityAsync<string>("Break"));
        await host.OpenAsync();

        var caught = await host.RunAsync("Catch");
        var fallen = await host.RunAsync("Fall");

        Assert.Equal("Break System.InvalidOperationException inner True", caught.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, fallen.RuntimeStatus);
        Assert.True(fallen.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.Equal("System.InvalidOperationException", fallen.FailureDetails.InnerFailure!.ErrorType);
        Assert.Equal("inner", fallen.FailureDetails.InnerFailure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task Activity_NotRegistered_FailsWithoutRetry()
    {
        await using var host = new EngineUnderTest().Orchestrator("Seek", async context =>
        {
            await context.CallActivityAsync("Nowhere", new TaskOptions(new RetryPolicy(5, TimeSpan.FromHours(1))));
            return 0;
        });
        await host.OpenAsync();

        var done = await host.RunAsync("Seek");

        Assert.Equal("ActivityTaskNotFound", done.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(host.Start, host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Result_Missing_IsTheDefaultAlsoOfAValueType()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string?>("Nothing", _ => null)
            .Orchestrator("Child", _ => Task.FromResult<string?>(null))
            .Orchestrator("Ask", async context => await context.CallActivityAsync<int>("Nothing") + await context.CallSubOrchestratorAsync<int>("Child"));
        await host.OpenAsync();

        var done = await host.RunAsync("Ask");

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "0"), (done.RuntimeStatus, done.SerializedOutput));
    }

    [Fact]
    public async Task Payload_OfOneMegabyte_ComesBackUnchanged()
    {
        var text = string.Concat(Enumerable.Repeat("深圳\"\\\n", 200_000));
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Echo", value => value!)
            .Orchestrator("Carry", context => context.CallActivityAsync<string>("Echo", context.GetInput<string>()));
        await host.OpenAsync();

        var done = await host.RunAsync("Carry", text);

        Assert.Equal(text, done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_OptionsGivenAsInput_IsRefused()
    {
        await using var host = new EngineUnderTest().Orchestrator("Mistake", async context =>
        {
            await context.CallActivityAsync<int>("Any", (object)new TaskOptions());
            return 0;
        });
        await host.OpenAsync();

        Assert.Equal("System.ArgumentException", (await host.RunAsync("Mistake")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Activities_AtOnce_StayWithinTheLimit()
    {
        int now = 0, most = 0;
        await using var host = new EngineUnderTest(replayEveryTurn: false) { MaxConcurrentActivities = 3 }
            .ActivityAsync<int, int>("Busy", async (number, _) =>
            {
                var running = Interlocked.Increment(ref now);
                lock (TestContext.Current) most = Math.Max(most, running);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return number;
            })
            .Orchestrator("Many", async context => (await Task.WhenAll(Enumerable.Range(0, 50).Select(i => context.CallActivityAsync<int>("Busy", i)))).Length);
        await host.OpenAsync();

        await host.RunAsync("Many");

        Assert.InRange(most, 1, 3);
    }
}
