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
    [InlineData(4, 30)]
    public void Delay_Attempts_GrowsToItsLimit(int attempts, int seconds)
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(10), 2, maxRetryInterval: TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Retries.Delay(policy, attempts, Noon, Noon));
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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Policy_Exhausted_WaitsOutATimerThatIsDueAtOnce(int attempts)
    {
        var policy = new RetryPolicy(attempts, TimeSpan.FromMinutes(1)) { HandleFailure = _ => true };
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Bad", _ => throw new IOException())
            .Orchestrator("Retry", context => context.CallActivityAsync<string>("Bad", new TaskOptions(policy)));
        await host.OpenAsync();

        await host.RunAsync("Retry", id: "one");

        var last = host.Engine.GetHistory("one")!.Turns.SelectMany(turn => turn.Decided).OfType<TimerCreated>().ToList()[^1];
        Assert.Equal(host.Start.AddMinutes(attempts - 1), last.FireAt);
        Assert.Equal(host.Start.AddMinutes(attempts - 1), host.Clock.GetUtcNow());
        Assert.Equal([new TimerFired(last.TaskId)], host.Engine.GetHistory("one")!.Turns[^1].Received);
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
    public void Delay_NoLongestInterval_GrowsWithoutLimit()
    {
        var policy = new RetryPolicy(10, TimeSpan.FromHours(1), 10, maxRetryInterval: Timeout.InfiniteTimeSpan);

        Assert.Equal(TimeSpan.FromHours(10_000), Retries.Delay(policy, 5, Noon, Noon));
    }

    [Fact]
    public void Delay_LongestIntervalNotSet_IsAnHour()
    {
        var policy = new RetryPolicy(10, TimeSpan.FromMinutes(1), 10);

        Assert.Equal(TimeSpan.FromHours(1), Retries.Delay(policy, 4, Noon, Noon));
    }

    [Fact]
    public async Task Policy_HandleFailureThrows_DoesNotRetryAndKeepsTheFailure()
    {
        var attempts = 0;
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = _ => throw new InvalidOperationException("of the handler") };
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Bad", _ => throw new FormatException($"try {++attempts}"))
            .Orchestrator("Retry", context => context.CallActivityAsync<string>("Bad", new TaskOptions(policy)));
        await host.OpenAsync();

        var failure = (await host.RunAsync("Retry")).FailureDetails!.InnerFailure!;

        Assert.Equal(("System.FormatException", "try 1", 1), (failure.ErrorType, failure.ErrorMessage, attempts));
        Assert.Equal(host.Start, host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public async Task Policy_ResultThatCannotBeRead_RetriesUnlessAskedToLookAtTheFailure(bool handles, int expected)
    {
        var (attempts, asked) = (0, 0);
        var policy = new RetryPolicy(3, TimeSpan.FromHours(1));
        if (handles)
        {
            policy = new RetryPolicy(3, TimeSpan.FromHours(1))
            {
                HandleFailure = _ =>
                {
                    asked++;
                    return true;
                },
            };
        }

        await using var host = new EngineUnderTest()
            .Activity<string, string>("Words", _ => $"try {++attempts}")
            .Orchestrator("Retry", context => context.CallActivityAsync<int>("Words", new TaskOptions(policy)));
        await host.OpenAsync();

        var done = await host.RunAsync("Retry");

        Assert.Equal("System.Text.Json.JsonException", done.FailureDetails!.ErrorType);
        Assert.Equal((expected, 0), (attempts, asked));
        Assert.Equal(host.Start.AddHours(expected - 1), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Policy_ParentOfAnUnregisteredChild_IsRetriedWhileTheChildIsNot()
    {
        var parents = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, int>("Count", _ => ++parents)
            .Orchestrator("Parent", async context =>
            {
                await context.CallActivityAsync<int>("Count");
                var policy = new RetryPolicy(5, TimeSpan.FromMinutes(1)) { HandleFailure = _ => true };
                return await context.CallSubOrchestratorAsync<int>("Nobody", new TaskOptions(policy));
            })
            .Orchestrator("Grandparent", context =>
                context.CallSubOrchestratorAsync<int>("Parent", new TaskOptions(new RetryPolicy(3, TimeSpan.FromMinutes(30)))));
        await host.OpenAsync();

        var failure = (await host.RunAsync("Grandparent")).FailureDetails!;

        Assert.Equal("OrchestratorTaskNotFound", failure.InnerFailure!.InnerFailure!.ErrorType);
        Assert.Equal(3, parents);
        Assert.Equal(host.Start.AddHours(1), host.Clock.GetUtcNow());
    }
}
