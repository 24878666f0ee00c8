using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>A version of the code and instances of others: host.json's defaultVersion, versionMatchStrategy and versionFailureStrategy.</summary>
public sealed class VersioningTests
{
    [Theory]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.9", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.10", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.11", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "spring", false)]
    [InlineData(VersionMatchStrategy.Strict, "1.10", true)]
    [InlineData(VersionMatchStrategy.Strict, "1.9", false)]
    [InlineData(VersionMatchStrategy.Strict, "", false)]
    [InlineData(VersionMatchStrategy.None, "9", true)]
    public void Takes_CodeOfVersion_InstanceOfAnother(VersionMatchStrategy match, string version, bool expected) =>
        Assert.Equal(expected, new Versioning("1.10", match).Takes(version));

    [Fact]
    public void Takes_CodeWithoutVersion_All() => Assert.True(new Versioning().Takes("3"));

    [Theory]
    [InlineData(null, "2.0")]
    [InlineData("1.5", "1.5")]
    [InlineData("", "")]
    public async Task Instance_Scheduled_HasItsOwnVersionOrElseTheCodes(string? own, string expected)
    {
        await using var host = await Told("2.0").OpenAsync();

        await host.ScheduleAsync("Tell", own is null ? new StartOrchestrationOptions("one") : new StartOrchestrationOptions("one") { Version = own });

        Assert.Equal(expected, (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Child_Started_HasTheCodesVersionNotItsParents()
    {
        await using var host = await Told("2.0").Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Tell")).OpenAsync();

        await host.ScheduleAsync("Parent", new StartOrchestrationOptions("one") { Version = "1.0" });

        Assert.Equal("2.0", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    /// <summary>A child's version is no decision of the orchestrator's: newer code repeats the history all the same.</summary>
    [Fact]
    public async Task Child_OfTheCodesVersion_DoesNotBindItsParentToThatCode()
    {
        await using var host = Told("1.0").Orchestrator("Parent", async context =>
        {
            var first = await context.CallSubOrchestratorAsync<string>("Tell");
            await context.WaitForExternalEvent<string>("Go");
            return first + await context.CallSubOrchestratorAsync<string>("Tell");
        });
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "one");
        await host.QuietAsync();
        host.Versioning = new Versioning("2.0");
        await host.ReopenAsync();

        await host.RaiseAsync("one", "Go", "");

        Assert.Equal("1.02.0", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task OldInstance_UnderNewerCode_GoesOnInItsOwnBranch()
    {
        await using var host = new EngineUnderTest { Versioning = new Versioning("1.0") }
            .Activity<object, string>("Old", _ => "old").Activity<object, string>("New", _ => "new")
            .Orchestrator("Branch", async context =>
            {
                await context.WaitForExternalEvent<string>("Go");
                return await context.CallActivityAsync<string>(context.Version == "1.0" ? "Old" : "New");
            });
        await host.OpenAsync();
        await host.StartAsync("Branch", id: "old");
        await host.QuietAsync();
        host.Versioning = new Versioning("2.0");
        await host.ReopenAsync();
        await host.StartAsync("Branch", id: "new");

        await host.RaiseAsync("old", "Go", "");
        await host.RaiseAsync("new", "Go", "");

        Assert.Equal("old", (await host.OverAsync("old")).ReadOutputAs<string>());
        Assert.Equal("new", (await host.OverAsync("new")).ReadOutputAs<string>());
    }

    /// <summary>A rollback: what the newer code began waits for it, whatever comes meanwhile, and nothing of it is lost.</summary>
    [Fact]
    public async Task NewerInstance_UnderOlderCode_WaitsUntouchedAndGoesOnUnderItsOwn()
    {
        await using var host = new EngineUnderTest(replayEveryTurn: false) { Versioning = new Versioning("2.0") }
            .Orchestrator("Wait", async context =>
            {
                var go = context.WaitForExternalEvent<string>("Go");
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return await go;
            });
        await host.OpenAsync();
        await host.StartAsync("Wait", id: "one");
        await host.QuietAsync();
        var before = host.Engine.GetHistory("one")!.Turns.Count;
        host.Versioning = new Versioning("1.0");
        await host.ReopenAsync();

        await host.RaiseAsync("one", "Go", "kept");
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        await host.StartAsync("Wait", id: "other");
        await host.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("one")).RuntimeStatus);
        Assert.Equal(before, host.Engine.GetHistory("one")!.Turns.Count);
        Assert.Equal("1.0", host.Engine.GetHistory("other")!.Version);

        host.Versioning = new Versioning("2.0");
        await host.ReopenAsync();

        Assert.Equal("kept", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task NewerInstance_ScheduledUnderOlderCode_StaysPendingUntilReplaced()
    {
        await using var host = await Told("1.0").OpenAsync();

        await host.ScheduleAsync("Tell", new StartOrchestrationOptions("one") { Version = "2.0" });
        await host.SettleAsync();
        var pending = await host.FindAsync("one");
        await host.ScheduleAsync("Tell", new StartOrchestrationOptions("one").WithDedupeStatuses());

        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending.RuntimeStatus);
        Assert.Equal("1.0", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Renewed_AsNewerVersion_WaitsForItsCode()
    {
        await using var host = new EngineUnderTest { Versioning = new Versioning("1.0") }.Orchestrator("Renew", context =>
        {
            if (context.Version == "1.0") context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2.0" });
            return Task.FromResult(context.Version);
        });
        await host.OpenAsync();
        await host.StartAsync("Renew", id: "one");
        await host.SettleAsync();
        var waiting = await host.FindAsync("one");
        host.Versioning = new Versioning("2.0");
        await host.ReopenAsync();

        Assert.False(waiting.IsCompleted);
        Assert.Equal("2.0", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OtherInstance_WhereOthersFail_FailsAndTellsItsParent(bool reopened)
    {
        var refusing = new Versioning("1.0", VersionMatchStrategy.Strict, VersionFailureStrategy.Fail);
        await using var host = new EngineUnderTest { Versioning = reopened ? new Versioning("1.0") : refusing }
            .Orchestrator("Child", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions { InstanceId = "child", Version = "0.9" });
                }
                catch (TaskFailedException failed)
                {
                    return failed.FailureDetails.ErrorType;
                }
            });
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "one");
        await host.QuietAsync();
        if (reopened)
        {
            host.Versioning = refusing;
            await host.ReopenAsync();
            await host.RaiseAsync("child", "Go", "too late");
        }

        Assert.Equal("VersionMismatch", (await host.OverAsync("one")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.FindAsync("child")).RuntimeStatus);
    }

    private static EngineUnderTest Told(string version) =>
        new EngineUnderTest { Versioning = new Versioning(version) }.Orchestrator("Tell", context => Task.FromResult(context.Version));
}
