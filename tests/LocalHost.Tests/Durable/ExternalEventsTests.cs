using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class ExternalEventsTests
{
    [Fact]
    public async Task Event_BeforeTheWait_IsKept()
    {
        await using var host = new EngineUnderTest().Orchestrator("Later", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            return await context.WaitForExternalEvent<int>("Number") + await context.WaitForExternalEvent<int>("Number");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Later");
        await host.RaiseAsync(id, "Number", 40);
        await host.RaiseAsync(id, "Number", 2);
        await host.QuietAsync();

        await host.RaiseAsync(id, "Go", "now");

        Assert.Equal(42, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Event_NameInOtherCase_Arrives()
    {
        await using var host = new EngineUnderTest().Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Decided"));
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");

        await host.RaiseAsync(id, "DECIDED", "yes");

        Assert.Equal("yes", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_SeveralWaiters_NewestIsServedFirst()
    {
        await using var host = new EngineUnderTest().Orchestrator("Stack", async context =>
        {
            var waits = Enumerable.Range(0, 3).Select(_ => context.WaitForExternalEvent<string>("Name")).ToArray();
            await Task.WhenAll(waits);
            return waits.Select(wait => wait.Result).ToArray();
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Stack");

        foreach (var name in new[] { "first", "second", "third" }) await host.RaiseAsync(id, "Name", name);

        Assert.Equal(["third", "second", "first"], (await host.EndAsync(id)).ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task Event_WaiterOfOtherType_IsRefused()
    {
        await using var host = new EngineUnderTest().Orchestrator("Mixed", async context =>
        {
            _ = context.WaitForExternalEvent<string>("Name");
            await context.WaitForExternalEvent<int>("Name");
            return 0;
        });
        await host.OpenAsync();

        Assert.Equal("System.ArgumentException", (await host.RunAsync("Mixed")).FailureDetails!.ErrorType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_WithTimeout_ThrowsWhenItPasses(bool replay)
    {
        await using var host = new EngineUnderTest(replay).Orchestrator("Wait", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Never", TimeSpan.FromDays(1));
            }
            catch (TaskCanceledException)
            {
                // A late one is kept for the next wait, not lost in the cancelled one.
                return "late " + await context.WaitForExternalEvent<string>("Never");
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
        await host.QuietAsync();

        await host.RaiseAsync(id, "Never", "but");

        Assert.Equal("late but", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_WithTimeout_InTimeCancelsTheTimer(bool replay)
    {
        await using var host = new EngineUnderTest(replay).Orchestrator("Wait", async context =>
        {
            var got = await context.WaitForExternalEvent<string>("Soon", TimeSpan.FromDays(1));
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return got;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();

        await host.RaiseAsync(id, "Soon", "here");

        Assert.Equal("here", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(host.Start.AddHours(1), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Event_ThatReachesACancelledWait_IsGone()
    {
        await using var host = new EngineUnderTest().Orchestrator("Two", async context =>
        {
            using var stop = new CancellationTokenSource();
            var older = context.WaitForExternalEvent<string>("Name");
            var newer = context.WaitForExternalEvent<string>("Name", stop.Token);
            stop.Cancel();
            return $"{await older} {newer.IsCanceled}";
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Two");

        await host.RaiseAsync(id, "Name", "swallowed");
        await host.RaiseAsync(id, "Name", "arrived");

        Assert.Equal("arrived True", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_AfterACancelledWait_GoesToTheNewerWaiter()
    {
        await using var host = new EngineUnderTest().Orchestrator("Two", async context =>
        {
            using var stop = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<string>("Name", stop.Token);
            stop.Cancel();
            return await context.WaitForExternalEvent<string>("Name");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Two");

        await host.RaiseAsync(id, "Name", "arrived");

        Assert.Equal("arrived", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("seven", "System.Text.Json.JsonException")]
    [InlineData(null, "System.NullReferenceException")]
    public async Task Event_PayloadOfOtherShape_WhileWaitedFor_EndsTheExecutionAtOnce(string? payload, string error)
    {
        await using var host = new EngineUnderTest().Orchestrator("Number", async context =>
        {
            _ = context.CreateTimer(TimeSpan.FromDays(9), CancellationToken.None);
            try
            {
                return await context.WaitForExternalEvent<int>("Number");
            }
            catch (Exception error) when (error is System.Text.Json.JsonException or NullReferenceException)
            {
                return -1;
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Number");

        await host.RaiseAsync(id, "Number", payload);

        Assert.Equal(error, (await host.EndAsync(id)).FailureDetails!.ErrorType);
        Assert.Equal(host.Start, host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("seven")]
    [InlineData(null)]
    public async Task Event_PayloadOfOtherShape_BeforeTheWait_ThrowsFromTheWait(string? payload)
    {
        await using var host = new EngineUnderTest().Orchestrator("Number", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            try
            {
                _ = context.WaitForExternalEvent<int>("Number");
                return 0;
            }
            catch (Exception error) when (error is System.Text.Json.JsonException or NullReferenceException)
            {
                return -1;
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Number");

        await host.RaiseAsync(id, "Number", payload);
        await host.RaiseAsync(id, "Go");

        Assert.Equal(-1, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_TokenAlreadyCancelled_TakesOnlyWhatHasCome(bool early)
    {
        await using var host = new EngineUnderTest().Orchestrator("Late", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            try
            {
                return await context.WaitForExternalEvent<string>("Name", new CancellationToken(canceled: true));
            }
            catch (TaskCanceledException)
            {
                return "cancelled";
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Late");
        if (early) await host.RaiseAsync(id, "Name", "early");

        await host.RaiseAsync(id, "Go");

        Assert.Equal(early ? "early" : "cancelled", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_ForNobody_IsDiscarded()
    {
        await using var host = new EngineUnderTest().Orchestrator("Done", _ => Task.FromResult(1));
        await host.OpenAsync();
        var done = await host.RunAsync("Done");

        await host.RaiseAsync("nobody", "Name", 1);
        await host.RaiseAsync(done.InstanceId, "Name", 1);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.FindAsync(done.InstanceId)).RuntimeStatus);
        Assert.Null(await host.Client.GetInstanceAsync("nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SendEvent_BetweenOrchestrations_Arrives()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Receiver", context => context.WaitForExternalEvent<string>("Word"))
            .Orchestrator("Sender", context =>
            {
                context.SendEvent("receiver", "word", "hello");
                return Task.FromResult(0);
            });
        await host.OpenAsync();
        await host.StartAsync("Receiver", id: "receiver");

        await host.RunAsync("Sender");

        Assert.Equal("hello", (await host.EndAsync("receiver")).ReadOutputAs<string>());
    }
}
