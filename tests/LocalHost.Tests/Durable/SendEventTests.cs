using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class SendEventTests
{
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

        Assert.Equal("hello", (await host.OverAsync("receiver")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SendEvent_ToItself_Arrives()
    {
        await using var host = new EngineUnderTest().Orchestrator("Alone", context =>
        {
            var letter = context.WaitForExternalEvent<string>("Letter");
            context.SendEvent(context.InstanceId, "letter", "to myself");
            return letter;
        });
        await host.OpenAsync();

        Assert.Equal("to myself", (await host.RunAsync("Alone")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("over")]
    public async Task SendEvent_ToNobodyOrToOneThatIsOver_IsLostAndHarmsNeither(string target)
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Over", _ => Task.FromResult(1))
            .Orchestrator("Sender", async context =>
            {
                context.SendEvent(target, "Letter", "dear");
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return "sent";
            });
        await host.OpenAsync();
        var over = await host.RunAsync("Over", id: "over");
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("sent", (await host.RunAsync("Sender")).ReadOutputAs<string>());

        var after = await host.FindAsync("over");
        Assert.Equal((OrchestrationRuntimeStatus.Completed, over.LastUpdatedAt), (after.RuntimeStatus, after.LastUpdatedAt));
        Assert.Null(await host.Client.GetInstanceAsync("nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SendEvent_ToOneThatIsOver_IsNotKeptForItsNextLife()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Receiver", async context =>
                context.GetInput<bool>() ? await context.WaitForExternalEvent<string>("Letter") : "over")
            .Orchestrator("Sender", context =>
            {
                context.SendEvent("receiver", "Letter", "old");
                return Task.FromResult(0);
            });
        await host.OpenAsync();
        await host.RunAsync("Receiver", false, "receiver");
        await host.RunAsync("Sender");

        await host.StartAsync("Receiver", true, "receiver");
        await host.RaiseAsync("receiver", "Letter", "new");

        Assert.Equal("new", (await host.OverAsync("receiver")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task SendEvent_WithoutATarget_IsRefused(string? target)
    {
        await using var host = new EngineUnderTest().Orchestrator("Sender", context =>
        {
            context.SendEvent(target!, "Letter", "dear");
            return Task.FromResult(0);
        });
        await host.OpenAsync();

        Assert.True((await host.RunAsync("Sender")).FailureDetails!.IsCausedBy<ArgumentException>());
    }
}
