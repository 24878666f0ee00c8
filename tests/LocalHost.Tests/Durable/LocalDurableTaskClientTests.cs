using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class LocalDurableTaskClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitForStart_ReturnsOnceItRuns()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.StartAsync("Wait", id: "one");

        var started = await host.Client.WaitForInstanceStartAsync("one", Cancellation);

        Assert.Equal(OrchestrationRuntimeStatus.Running, started.RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_OfAnInstanceThatDoesNotExistYet_WaitsForIt(bool completion)
    {
        await using var host = new EngineUnderTest().Orchestrator("Done", _ => Task.FromResult(1));
        await host.OpenAsync();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = completion ? host.Client.WaitForInstanceCompletionAsync("later", Cancellation) : host.Client.WaitForInstanceStartAsync("later", Cancellation);
        var givenUp = host.Client.WaitForInstanceCompletionAsync("never", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.False(waiting.IsCompleted);

        await host.StartAsync("Done", id: "later");

        Assert.Equal("later", (await waiting).InstanceId);
    }

    [Fact]
    public async Task Schedule_WithAStartTime_IsRefused()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();

        await Assert.ThrowsAsync<NotSupportedException>(
            () => host.ScheduleAsync("Wait", new StartOrchestrationOptions("one", host.Start.AddDays(7))));
    }

    [Fact]
    public async Task Wait_OfAnInstanceThatIsOver_AnswersAtOnce()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Completed);

        var start = host.Client.WaitForInstanceStartAsync("one", true, Cancellation);
        var completion = host.Client.WaitForInstanceCompletionAsync("one", true, Cancellation);

        Assert.True(start.IsCompletedSuccessfully);
        Assert.True(completion.IsCompletedSuccessfully);
        Assert.Equal(("done", "done"), ((await start).ReadOutputAs<string>(), (await completion).ReadOutputAs<string>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_Cancelled_EndsAndLeavesTheInstance(bool before)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);
        using var impatient = new CancellationTokenSource();
        if (before) await impatient.CancelAsync();
        var waits = new[]
        {
            host.Client.WaitForInstanceCompletionAsync("one", impatient.Token),
            host.Client.WaitForInstanceStartAsync("nobody", impatient.Token),
        };

        await impatient.CancelAsync();

        foreach (var wait in waits) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await host.RaiseAsync("one", "Go", "on");
        Assert.Equal("on", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("raise")]
    [InlineData("terminate")]
    [InlineData("suspend")]
    public async Task Send_CancelledBefore_ReachesNobody(string what)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => what switch
        {
            "raise" => host.Client.RaiseEventAsync("one", "Go", "on", cancelled),
            "terminate" => host.Client.TerminateInstanceAsync("one", cancelled),
            _ => host.Client.SuspendInstanceAsync("one", cancelled),
        });

        await host.QuietAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("one")).RuntimeStatus);
    }
}
