using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class SuspensionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Suspend_HoldsWhatComes_ResumeLetsItThroughInOrder()
    {
        await using var host = new EngineUnderTest().Orchestrator("Two", async context =>
            await context.WaitForExternalEvent<string>("A") + await context.WaitForExternalEvent<string>("A"));
        await host.OpenAsync();
        await host.StartAsync("Two", id: "two");
        await host.QuietAsync();
        await host.Client.SuspendInstanceAsync("two", "lunch", Cancellation);
        await host.RaiseAsync("two", "A", "1");
        await host.RaiseAsync("two", "A", "2");
        await host.QuietAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.FindAsync("two")).RuntimeStatus);

        await host.ReopenAsync();
        await host.Client.ResumeInstanceAsync("two", null, Cancellation);

        Assert.Equal("12", (await host.OverAsync("two")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspend_BeforeTheFirstTurn_HoldsAllButThatTurn()
    {
        var runs = 0;
        await using var host = new EngineUnderTest()
            .Activity<int, int>("Think", number =>
            {
                runs++;
                return number;
            })
            .Orchestrator("Two", async context => await context.CallActivityAsync<int>("Think", 1) + await context.CallActivityAsync<int>("Think", 2));
        using var suspended = new ManualResetEventSlim();
        host.Probe = step =>
        {
            if (step == EngineStep.Turn) suspended.Wait();
        };
        await host.OpenAsync();
        await host.StartAsync("Two", id: "two");
        await host.SuspendAsync("two");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.FindAsync("two")).RuntimeStatus);
        suspended.Set();

        await host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.FindAsync("two")).RuntimeStatus);
        Assert.InRange(runs, 0, 1);
        await host.ResumeAsync("two");

        Assert.Equal(3, (await host.OverAsync("two")).ReadOutputAs<int>());
        Assert.Equal(2, runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Suspend_ActivityUnderWay_HoldsItsResult(bool reopen)
    {
        var runs = 0;
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new EngineUnderTest()
            .ActivityAsync<string, string>("Slow", async (_, stop) =>
            {
                runs++;
                begun.TrySetResult();
                await release.Task.WaitAsync(stop);
                return "done";
            })
            .Orchestrator("Call", async context =>
            {
                var result = await context.CallActivityAsync<string>("Slow");
                context.SetCustomStatus(result);
                return result;
            });
        await host.OpenAsync();
        await host.StartAsync("Call", id: "one");
        await begun.Task;
        await host.SuspendAsync("one");

        release.SetResult();
        await host.QuietAsync();
        if (reopen) await host.ReopenAsync();
        await host.QuietAsync();

        var held = await host.FindAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Null(held.SerializedCustomStatus);
        await host.ResumeAsync("one");
        Assert.Equal("done", (await host.OverAsync("one")).ReadOutputAs<string>());
        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Suspend_TimerComesDue_IsHeld(bool reopen)
    {
        await using var host = new EngineUnderTest().Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            await host.StartAsync("Sleep", id: "one");
            await host.SuspendAsync("one");
        }

        await host.SettleAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(9));
        if (reopen) await host.ReopenAsync();
        await host.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.FindAsync("one")).RuntimeStatus);
        await host.ResumeAsync("one");
        Assert.Equal(host.Start.AddDays(10).UtcDateTime, (await host.OverAsync("one")).ReadOutputAs<DateTime>());
        Assert.Single(host.Engine.GetHistory("one")!.Turns.SelectMany(turn => turn.Received).OfType<LocalHost.Durable.TimerFired>());
    }

    [Fact]
    public async Task Suspend_Twice_OneResumeIsEnough()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Suspended);
        await host.SuspendAsync("one", "again");
        await host.QuietAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.FindAsync("one")).RuntimeStatus);

        await host.ResumeAsync("one");
        await host.RaiseAsync("one", "Go", "on");

        Assert.Equal("on", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Resume_NotSuspended_ChangesNothing()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);

        await host.ResumeAsync("one", "why not");
        await host.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("one")).RuntimeStatus);
        await host.RaiseAsync("one", "Go", "on");
        Assert.Equal("on", (await host.OverAsync("one")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("terminate")]
    public async Task SuspendResumeTerminate_UnknownOrOver_ChangeNothing(string what)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("over", OrchestrationRuntimeStatus.Completed);
        var before = await host.FindAsync("over");
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        foreach (var id in new[] { "over", "nobody" })
        {
            if (what == "suspend") await host.SuspendAsync(id);
            if (what == "resume") await host.ResumeAsync(id);
            if (what == "terminate") await host.TerminateAsync(id, "stop");
        }

        await host.QuietAsync();
        var after = await host.FindAsync("over");
        Assert.Equal(
            (OrchestrationRuntimeStatus.Completed, "done", before.LastUpdatedAt),
            (after.RuntimeStatus, after.ReadOutputAs<string>(), after.LastUpdatedAt));
        Assert.Null(await host.Client.GetInstanceAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task Suspend_OfAParent_LeavesItsChildRunning()
    {
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child")));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();
        await host.SuspendAsync("parent");

        await host.RaiseAsync("child", "Go", "done");
        await host.QuietAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.FindAsync("child")).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.FindAsync("parent")).RuntimeStatus);
        await host.ResumeAsync("parent");
        Assert.Equal("done", (await host.OverAsync("parent")).ReadOutputAs<string>());
    }
}
