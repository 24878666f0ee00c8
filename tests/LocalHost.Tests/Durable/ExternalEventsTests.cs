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
    public async Task Event_AfterACancelledWait_GoesToTheOlderWaiter()
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

        await host.RaiseAsync(id, "Name", "kept");

        Assert.Equal("kept True", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_PayloadOfOtherShape_FailsTheWait(bool early)
    {
        await using var host = new EngineUnderTest().Orchestrator("Number", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            return await context.WaitForExternalEvent<int>("Number");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Number");

        if (early) await host.RaiseAsync(id, "Number", "seven");
        await host.RaiseAsync(id, "Go");
        if (!early) await host.RaiseAsync(id, "Number", "seven");

        Assert.Equal("System.Text.Json.JsonException", (await host.EndAsync(id)).FailureDetails!.ErrorType);
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
