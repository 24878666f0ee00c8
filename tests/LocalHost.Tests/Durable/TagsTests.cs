using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable;

public sealed class TagsTests
{
    private static readonly Dictionary<string, string> OfTheParent = new() { ["programme"] = "talent", ["district"] = "Nanshan" };

    [Fact]
    public async Task Tags_OfTheStart_AreKept()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        var options = new StartOrchestrationOptions("one") { Tags = new Dictionary<string, string> { ["programme"] = "special-fund-rd" } };

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, TestContext.Current.CancellationToken);

        Assert.Equal("special-fund-rd", (await host.FindAsync("one")).Tags["programme"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Child_OfATaggedParent_InheritsWhatItDoesNotHaveItself(bool own)
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Child", _ => Task.FromResult(0))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child", new SubOrchestrationOptions(instanceId: "child")
            {
                Tags = own ? new Dictionary<string, string> { ["district"] = "Futian", ["stage"] = "expert" } : null,
            }));
        await host.OpenAsync();

        await StartAsync(host, "Parent");

        await host.OverAsync("one");
        string[] expected = own ? ["district=Futian", "programme=talent", "stage=expert"] : ["district=Nanshan", "programme=talent"];
        Assert.Equal(expected, await TagsAsync(host, "child"));
    }

    [Fact]
    public async Task Child_OfADetachedParent_InheritsAllButBeingDetached()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Grandchild", _ => Task.FromResult("answered"))
            .Orchestrator("Child", context => context.CallSubOrchestratorAsync<string>("Grandchild", new SubOrchestrationOptions(instanceId: "grandchild")))
            .Orchestrator("Parent", async context =>
            {
                var detached = new SubOrchestrationOptions(instanceId: "child") { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } };
                await context.CallSubOrchestratorAsync("Child", detached);
                return 0;
            });
        await host.OpenAsync();

        await StartAsync(host, "Parent");

        Assert.Equal("answered", (await host.OverAsync("child")).ReadOutputAs<string>());
        Assert.Equal(["FireAndForget=", "district=Nanshan", "programme=talent"], await TagsAsync(host, "child"));
        Assert.Equal(["district=Nanshan", "programme=talent"], await TagsAsync(host, "grandchild"));
    }

    [Fact]
    public async Task ContinueAsNew_OfATaggedInstance_KeepsThem()
    {
        await using var host = new EngineUnderTest().Orchestrator("Renew", context =>
        {
            if (context.GetInput<int>() < 2) context.ContinueAsNew(context.GetInput<int>() + 1);
            return Task.FromResult(0);
        });
        await host.OpenAsync();

        await StartAsync(host, "Renew");

        Assert.Equal(2, (await host.OverAsync("one")).ReadInputAs<int>());
        Assert.Equal(["district=Nanshan", "programme=talent"], await TagsAsync(host, "one"));
    }

    private static Task<string> StartAsync(EngineUnderTest host, string name) =>
        host.ScheduleAsync(name, new StartOrchestrationOptions("one") { Tags = OfTheParent }, 0);

    private static async Task<IEnumerable<string>> TagsAsync(EngineUnderTest host, string id) =>
        (await host.FindAsync(id)).Tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);
}
