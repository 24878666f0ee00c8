using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class VersionsTests
{
    [Theory]
    [InlineData(null, "2.1")]
    [InlineData("3", "3")]
    [InlineData("", "")]
    public async Task Activity_Scheduled_HasItsOwnVersionOrElseTheOrchestrations(string? own, string expected)
    {
        await using var host = new EngineUnderTest()
            .Activity<int, int>("Think", number => number)
            .Orchestrator("Call", context => context.CallActivityAsync<int>("Think", 1, Versioned(own)));
        await host.OpenAsync();

        await RunAsync(host, "Call");

        Assert.Equal(expected, host.Engine.GetHistory("one")!.Turns[0].Decided.OfType<ActivityScheduled>().Single().Version);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("3", "3")]
    public async Task Child_Started_HasItsOwnVersionOrElseNone(string? own, string expected)
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", context => Task.FromResult(context.Version))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child", Versioned(own)));
        await host.OpenAsync();

        Assert.Equal(expected, (await RunAsync(host, "Parent")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("2.2", "2.2")]
    [InlineData("", "2.1")]
    [InlineData("  ", "2.1")]
    [InlineData(null, "2.1")]
    public async Task ContinueAsNew_NewVersion_IsTakenUnlessBlank(string? next, string expected)
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", context =>
        {
            if (context.GetInput<string>() is null) context.ContinueAsNew(new ContinueAsNewOptions { NewInput = "again", NewVersion = next });
            return Task.FromResult(context.Version);
        });
        await host.OpenAsync();

        Assert.Equal(expected, (await RunAsync(host, "Renew")).ReadOutputAs<string>());
        Assert.Equal(expected, host.Engine.GetHistory("one")!.Version);
    }

    [Fact]
    public async Task NotFound_WithVersion_NamesIt()
    {
        await using var host = new EngineUnderTest().Orchestrator("Seek", context => context.CallActivityAsync<int>("Nowhere"));
        await host.OpenAsync();

        var orchestrator = await RunAsync(host, "Nobody");
        var activity = await RunAsync(host, "Seek");

        Assert.Equal("No orchestrator task named 'Nobody' with version '2.1' was found.", orchestrator.FailureDetails!.ErrorMessage);
        Assert.Equal("No activity task named 'Nowhere' with version '2.1' was found.", activity.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    private static TaskOptions Versioned(string? version) => version is null ? new TaskOptions() : new TaskOptions { Version = version };

    private static async Task<OrchestrationMetadata> RunAsync(EngineUnderTest host, string name) =>
        await host.OverAsync(await host.ScheduleAsync(name, new StartOrchestrationOptions("one") { Version = "2.1" }));
}
