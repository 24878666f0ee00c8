using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class RetriesTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 30)]
    [InlineData(4, null)]
    public void Delay_Attempts_GrowsToItsLimitThenGivesUp(int attempts, int? seconds)
    {
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(10), 2, maxRetryInterval: TimeSpan.FromSeconds(30));

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, Retries.Delay(policy, attempts, Noon, Noon));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Delay_AfterTimeout_GivesUp(int seconds, bool again)
    {
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(60));

        Assert.Equal(again, Retries.Delay(policy, 1, Noon, Noon.AddSeconds(seconds)) is not null);
    }

    [Fact]
    public async Task Policy_FailsTwice_SucceedsAfterTheDelays()
    {
        var attempts = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Flaky", _ => ++attempts < 3 ? throw new IOException("busy") : "done")
            .Orchestrator("Retry", async context =>
            {
                var result = await context.CallActivityAsync<string>("Flaky", new TaskOptions(new RetryPolicy(5, TimeSpan.FromMinutes(1), 2)));
                return $"{result} {(context.CurrentUtcDateTime - context.GetInput<DateTime>()).TotalMinutes}";
            });
        await host.OpenAsync();

        var done = await host.RunAsync("Retry", host.Start.UtcDateTime);

        Assert.Equal("done 3", done.ReadOutputAs<string>());
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Policy_Exhausted_ThrowsTheLastFailure()
    {
        var attempts = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Bad", _ => throw new IOException($"try {++attempts}"))
            .Orchestrator("Retry", context => context.CallActivityAsync<string>("Bad", new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)))));
        await host.OpenAsync();

        var done = await host.RunAsync("Retry");

        Assert.Equal("try 3", done.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task Policy_HandleFailureSaysNo_DoesNotRetry()
    {
        var attempts = 0;
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = details => !details.IsCausedBy<FormatException>() };
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Bad", _ =>
            {
                attempts++;
                throw new FormatException("never");
            })
            .Orchestrator("Retry", context => context.CallActivityAsync<string>("Bad", new TaskOptions(policy)));
        await host.OpenAsync();

        await host.RunAsync("Retry");

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Handler_Decides_WithDelaysOfItsOwn()
    {
        var attempts = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Flaky", _ => ++attempts < 4 ? throw new IOException("busy") : "done")
            .Orchestrator("Retry", async context =>
            {
                var seen = new List<int>();
                var options = TaskOptions.FromRetryHandler(async retry =>
                {
                    seen.Add(retry.LastAttemptNumber);
                    await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    return retry.LastFailure.IsCausedBy<IOException>();
                });
                return await context.CallActivityAsync<string>("Flaky", options) + string.Join(',', seen);
            });
        await host.OpenAsync();

        var done = await host.RunAsync("Retry");

        Assert.Equal("done1,2,3", done.ReadOutputAs<string>());
        Assert.Equal(host.Start.AddHours(3), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task SubOrchestration_Fails_IsRetriedUnderItsId()
    {
        var attempts = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, int>("Count", _ => ++attempts)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Count") < 3 ? throw new InvalidDataException("early") : context.InstanceId)
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
                "Child", new TaskOptions(new RetryPolicy(5, TimeSpan.FromDays(1))).WithInstanceId("child-1")));
        await host.OpenAsync();

        Assert.Equal("child-1", (await host.RunAsync("Parent")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.FindAsync("child-1")).RuntimeStatus);
    }
}
