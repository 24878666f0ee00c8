using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class TerminationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terminate_WhileSuspended_Ends()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Suspended);

        await host.Client.TerminateInstanceAsync("one", "enough", Cancellation);

        var done = await host.OverAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
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

        Assert.Equal("new", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_WithoutOutput_LeavesNone()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);

        await host.Client.TerminateInstanceAsync("one", Cancellation);

        var done = await host.OverAsync("one");
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
}
