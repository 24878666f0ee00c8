using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable;

public sealed class RetryHandlerTests
{
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
    public async Task Handler_EachFailure_ShowsAttemptTimeAndCauses()
    {
        var attempts = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Flaky", _ => ++attempts < 4 ? throw new IOException($"try {attempts}", new FormatException("cause")) : "done")
            .Orchestrator("Retry", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                var seen = new List<string>();
                await context.CallActivityAsync<string>("Flaky", TaskOptions.FromRetryHandler(async retry =>
                {
                    var failure = retry.LastFailure;
                    seen.Add($"{retry.LastAttemptNumber} {retry.TotalRetryTime.TotalHours} {failure} {failure.InnerFailure}");
                    Assert.Equal(context.InstanceId, retry.OrchestrationContext.InstanceId);
                    await context.CreateTimer(TimeSpan.FromHours(retry.LastAttemptNumber), CancellationToken.None);
                    return true;
                }));
                return seen;
            });
        await host.OpenAsync();

        string[] expected =
        [
            "1 0 System.IO.IOException: try 1 System.FormatException: cause",
            "2 1 System.IO.IOException: try 2 System.FormatException: cause",
            "3 3 System.IO.IOException: try 3 System.FormatException: cause",
        ];
        Assert.Equal(expected, (await host.RunAsync("Retry")).ReadOutputAs<string[]>());
    }

    [Fact]
    public async Task Handler_SaysNo_TheFailureEscapes()
    {
        var attempts = 0;
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Bad", _ => throw new IOException($"try {++attempts}"))
            .Orchestrator("Retry", async context =>
            {
                var options = TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 3);
                return (await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<string>("Bad", options))).Message;
            });
        await host.OpenAsync();

        Assert.Equal("Task 'Bad' (#2) failed with an unhandled exception: try 3", (await host.RunAsync("Retry")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Handler_Throws_ItsExceptionEscapes()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Bad", _ => throw new IOException())
            .Orchestrator("Retry", context =>
            {
                RetryHandler handler = _ => throw new InvalidOperationException("of the handler");
                return context.CallActivityAsync<string>("Bad", TaskOptions.FromRetryHandler(handler));
            });
        await host.OpenAsync();

        var failure = (await host.RunAsync("Retry")).FailureDetails!;

        Assert.Equal(("System.InvalidOperationException", "of the handler"), (failure.ErrorType, failure.ErrorMessage));
    }

    [Fact]
    public async Task Handler_ResultThatCannotBeRead_IsNotAsked()
    {
        var (attempts, asked) = (0, 0);
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Words", _ => $"try {++attempts}")
            .Orchestrator("Retry", context => context.CallActivityAsync<int>("Words", TaskOptions.FromRetryHandler(_ => ++asked > 0)));
        await host.OpenAsync();

        var failure = (await host.RunAsync("Retry")).FailureDetails!;

        Assert.Equal(("System.Text.Json.JsonException", 1, 0), (failure.ErrorType, attempts, asked));
    }

    [Fact]
    public async Task Handler_ActivityOrChildNotRegistered_IsNotAsked()
    {
        var asked = 0;
        await using var host = new EngineUnderTest().Orchestrator("Seek", async context =>
        {
            var options = TaskOptions.FromRetryHandler(_ => ++asked > 0);
            await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("Nowhere", options));
            await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<int>("Nobody", options));
            return "sought";
        });
        await host.OpenAsync();

        Assert.Equal(("sought", 0), ((await host.RunAsync("Seek")).ReadOutputAs<string>(), asked));
    }
}
