using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>Payloads of a megabyte and more, wherever one may stand.</summary>
public sealed class PayloadsTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("深圳\"\\\n", 220_000));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payload_OfAMegabyte_ArrivesUnchangedEverywhere(bool replay)
    {
        await using var host = new EngineUnderTest(replay)
            .Activity<string, string>("Echo", text => text!)
            .Orchestrator("Child", context => Task.FromResult(context.GetInput<string>()))
            .Orchestrator("Receiver", context => context.WaitForExternalEvent<string>("Letter"))
            .Orchestrator("Carry", async context =>
            {
                var text = context.GetInput<string>();
                text = await context.CallActivityAsync<string>("Echo", text);
                text = await context.CallSubOrchestratorAsync<string>("Child", text);
                context.SetCustomStatus(text);
                context.SendEvent("receiver", "Letter", text);
                return text + await context.WaitForExternalEvent<string>("Go");
            });
        await host.OpenAsync();
        await host.StartAsync("Receiver", id: "receiver");
        var id = await host.StartAsync("Carry", Text);

        await host.RaiseAsync(id, "Go", Text);

        var done = await host.OverAsync(id);
        Assert.Equal(Text, done.ReadInputAs<string>());
        Assert.Equal(Text, done.ReadCustomStatusAs<string>());
        Assert.Equal(Text + Text, done.ReadOutputAs<string>());
        Assert.Equal(Text, (await host.OverAsync("receiver")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Payload_OfAMegabyte_SurvivesContinueAsNewAndReopens()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", async context =>
        {
            var number = context.GetInput<Page>()!.Number;
            await context.WaitForExternalEvent<string>("Go");
            if (number == 0)
            {
                context.ContinueAsNew(context.GetInput<Page>()! with { Number = 1 });
                return "";
            }

            return await context.WaitForExternalEvent<string>("Item") + context.GetInput<Page>()!.Body;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Renew", new Page(0, Text));
        await host.RaiseAsync(id, "Item", Text);
        await host.QuietAsync();
        await host.ReopenAsync();
        await host.RaiseAsync(id, "Go");
        await host.QuietAsync();
        await host.ReopenAsync();

        await host.RaiseAsync(id, "Go");

        Assert.Equal(Text + Text, (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Payload_OfAMegabyteInAFailure_IsKept()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Break", _ => throw new FormatException(Text))
            .Orchestrator("Fall", context => context.CallActivityAsync<string>("Break"));
        await host.OpenAsync();

        Assert.Equal(Text, (await host.RunAsync("Fall")).FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task Payload_OfAMegabyteAtTermination_IsTheOutput()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);

        await host.TerminateAsync("one", Text);

        Assert.Equal(Text, (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activities_TenThousand_AnswerEachItsOwnCall()
    {
        const int Count = 10_000;
        await using var host = new EngineUnderTest(replayEveryTurn: false)
            .Activity<int, int>("Square", number => number * number)
            .Orchestrator("Fan", async context =>
                await Task.WhenAll(Enumerable.Range(0, Count).Select(number => context.CallActivityAsync<int>("Square", number))));
        await host.OpenAsync();

        Assert.Equal(Enumerable.Range(0, Count).Select(number => number * number), (await host.RunAsync("Fan")).ReadOutputAs<int[]>());
    }

    private sealed record Page(int Number, string Body);
}
