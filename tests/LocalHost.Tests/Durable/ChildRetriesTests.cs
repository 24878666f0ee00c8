using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>Retries of sub-orchestrations: one id for all attempts, and a terminated one has no details to look at.</summary>
public sealed class ChildRetriesTests
{
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SubOrchestration_RetriedWithoutAnId_KeepsTheOneItGot(bool policy)
    {
        var seen = new List<string>();
        await using var host = new EngineUnderTest()
            .Activity<string, int>("Note", id =>
            {
                seen.Add(id!);
                return seen.Count;
            })
            .Orchestrator("Child", async context =>
                await context.CallActivityAsync<int>("Note", context.InstanceId) < 3 ? throw new InvalidDataException("early") : context.InstanceId)
            .Orchestrator("Parent", context =>
                context.CallSubOrchestratorAsync<string>("Child", policy ? new TaskOptions(new RetryPolicy(5, TimeSpan.FromDays(1))) : Always()));
        await host.OpenAsync();

        var id = (await host.RunAsync("Parent")).ReadOutputAs<string>()!;

        Assert.Equal([id, id, id], seen);
        Assert.Equal(32, id.Length);
    }

    [Fact]
    public async Task SubOrchestration_TerminatedUnderAPlainPolicy_IsRetried()
    {
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
                "Wait", new TaskOptions(new RetryPolicy(5, TimeSpan.FromMinutes(30))).WithInstanceId("child")));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.TerminateAsync("child");
        await host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("parent")).RuntimeStatus);
        await host.RaiseAsync("child", "Go", "second life");

        Assert.Equal("second life", (await host.OverAsync("parent")).ReadOutputAs<string>());
        Assert.Equal(host.Start.AddMinutes(30), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task SubOrchestration_TerminatedUnderAPolicyThatLooksAtFailures_IsNotRetriedNorAsked()
    {
        var asked = 0;
        var policy = new RetryPolicy(5, TimeSpan.FromMinutes(30))
        {
            HandleFailure = _ =>
            {
                asked++;
                return true;
            },
        };
        await using var host = EngineUnderTest.Waiting().Orchestrator("Parent", async context =>
        {
            var options = new TaskOptions(policy).WithInstanceId("child");
            return (await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<string>("Wait", options))).Message;
        });
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.TerminateAsync("child");
        await host.SettleAsync();

        var parent = await host.FindAsync("parent");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, parent.RuntimeStatus);
        Assert.Equal("Task 'Wait' (#0) failed with an unhandled exception.", parent.ReadOutputAs<string>());
        Assert.Equal((0, host.Start), (asked, host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task SubOrchestration_TerminatedUnderAHandler_ShowsAnUnknownFailure()
    {
        var seen = new List<string>();
        await using var host = EngineUnderTest.Waiting().Orchestrator("Parent", async context =>
        {
            var options = TaskOptions.FromRetryHandler(retry =>
            {
                if (!context.IsReplaying) seen.Add(retry.LastFailure.ToString());
                return true;
            });
            return await context.CallSubOrchestratorAsync<string>("Wait", options.WithInstanceId("child"));
        });
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();

        await host.TerminateAsync("child");
        await host.QuietAsync();
        await host.RaiseAsync("child", "Go", "second life");

        Assert.Equal("second life", (await host.OverAsync("parent")).ReadOutputAs<string>());
        Assert.Equal(["(unknown): (unknown)"], seen);
    }

    [Fact]
    public async Task SubOrchestration_FailsUnderAHandler_ShowsAttemptsTimeAndTheRoot()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Break", _ => throw new IOException("disk", new FormatException("sector")))
            .Orchestrator("Child", context => context.CallActivityAsync<string>("Break"))
            .Orchestrator("Parent", async context =>
            {
                var seen = new List<string>();
                var options = TaskOptions.FromRetryHandler(async retry =>
                {
                    var root = retry.LastFailure.InnerFailure!;
                    seen.Add($"{retry.LastAttemptNumber} {retry.TotalRetryTime.TotalHours} {root.ErrorMessage} {root.InnerFailure!.ErrorMessage}");
                    await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                    return retry.LastAttemptNumber < 3;
                });
                await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<string>("Child", options));
                return seen;
            });
        await host.OpenAsync();

        string[] expected = ["1 0 disk sector", "2 2 disk sector", "3 4 disk sector"];
        Assert.Equal(expected, (await host.RunAsync("Parent")).ReadOutputAs<string[]>());
    }

    private static TaskOptions Always() => TaskOptions.FromRetryHandler(_ => true);
}
