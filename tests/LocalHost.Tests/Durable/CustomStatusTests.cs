using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class CustomStatusTests
{
    [Fact]
    public async Task CustomStatus_SetInATurn_IsSeenAfterIt()
    {
        await using var host = new EngineUnderTest().Orchestrator("Report", async context =>
        {
            context.SetCustomStatus(new { stage = "open" });
            await context.WaitForExternalEvent<string>("Go");
            context.SetCustomStatus("closed");
            return 0;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Report");
        await host.QuietAsync();

        Assert.Equal("""{"stage":"open"}""", (await host.FindAsync(id)).SerializedCustomStatus);
        await host.RaiseAsync(id, "Go");
        Assert.Equal("closed", (await host.OverAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Orchestrator_CustomStatusThatCannotBeWritten_FailsWithDetails()
    {
        await using var host = new EngineUnderTest().Orchestrator("Odd", context =>
        {
            context.SetCustomStatus(typeof(string));
            return Task.FromResult(0);
        });
        await host.OpenAsync();

        Assert.Equal("System.NotSupportedException", (await host.RunAsync("Odd")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task CustomStatus_ChangedAfterItWasSet_IsWrittenAsItIsAtTheTurnsEnd()
    {
        await using var host = new EngineUnderTest().Orchestrator("Report", async context =>
        {
            var stage = new List<string> { "opened" };
            context.SetCustomStatus(stage);
            stage.Add("assigned");
            await context.WaitForExternalEvent<string>("Go");
            stage.Add("decided");
            await context.WaitForExternalEvent<string>("End");
            return 0;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Report");
        await host.QuietAsync();

        var before = (await host.FindAsync(id)).SerializedCustomStatus;
        await host.RaiseAsync(id, "Go");
        await host.QuietAsync();

        Assert.Equal("""["opened","assigned"]""", before);
        Assert.Equal("""["opened","assigned","decided"]""", (await host.FindAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task CustomStatus_ThatCannotBeWritten_LeavesNothingOfItsTurn()
    {
        var ran = false;
        await using var host = new EngineUnderTest()
            .Activity<string, int>("Think", _ =>
            {
                ran = true;
                return 0;
            })
            .Orchestrator("Other", context => context.WaitForExternalEvent<string>("Letter"))
            .Orchestrator("Odd", async context =>
            {
                context.SetCustomStatus("sound");
                await context.WaitForExternalEvent<string>("Go");
                context.SendEvent("other", "Letter", "never sent");
                context.SetCustomStatus(typeof(string));
                return await context.CallActivityAsync<int>("Think");
            });
        await host.OpenAsync();
        await host.StartAsync("Other", id: "other");
        var id = await host.StartAsync("Odd");
        await host.QuietAsync();

        await host.RaiseAsync(id, "Go");

        var done = await host.OverAsync(id);
        await host.QuietAsync();
        Assert.Equal((OrchestrationRuntimeStatus.Failed, "System.NotSupportedException"), (done.RuntimeStatus, done.FailureDetails!.ErrorType));
        Assert.Null(done.SerializedCustomStatus);
        Assert.Single(host.Engine.GetHistory(id)!.Turns[^1].Decided);
        Assert.False(ran);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("other")).RuntimeStatus);
    }

    [Fact]
    public async Task CustomStatus_OddOnlyWithinATurn_IsNotWritten()
    {
        await using var host = new EngineUnderTest().Orchestrator("Odd", context =>
        {
            context.SetCustomStatus(typeof(string));
            context.SetCustomStatus("sound");
            return Task.FromResult(0);
        });
        await host.OpenAsync();

        Assert.Equal("sound", (await host.RunAsync("Odd")).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task CustomStatus_SetToNull_IsGone()
    {
        await using var host = new EngineUnderTest().Orchestrator("Report", async context =>
        {
            context.SetCustomStatus("open");
            await context.WaitForExternalEvent<string>("Go");
            context.SetCustomStatus(null);
            return 0;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Report");
        await host.QuietAsync();
        Assert.Equal("open", (await host.FindAsync(id)).ReadCustomStatusAs<string>());

        await host.RaiseAsync(id, "Go");

        Assert.Null((await host.OverAsync(id)).SerializedCustomStatus);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task CustomStatus_OfAnInstanceThatEnds_IsKept(OrchestrationRuntimeStatus end)
    {
        await using var host = new EngineUnderTest().Orchestrator("Report", async context =>
        {
            context.SetCustomStatus("open");
            return await context.WaitForExternalEvent<bool>("Go") ? 0 : throw new FormatException();
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Report");
        await host.QuietAsync();

        if (end == OrchestrationRuntimeStatus.Terminated) await host.TerminateAsync(id);
        else await host.RaiseAsync(id, "Go", end == OrchestrationRuntimeStatus.Completed);

        var done = await host.OverAsync(id);
        Assert.Equal((end, "open"), (done.RuntimeStatus, done.ReadCustomStatusAs<string>()));
    }

    [Fact]
    public async Task CustomStatus_InputsAndOutputsNotAskedFor_IsLeftOut()
    {
        await using var host = new EngineUnderTest().Orchestrator("Report", context =>
        {
            context.SetCustomStatus("open");
            return Task.FromResult(0);
        });
        await host.OpenAsync();
        var done = await host.RunAsync("Report");

        var bare = await host.Client.GetInstanceAsync(done.InstanceId, getInputsAndOutputs: false, TestContext.Current.CancellationToken);

        Assert.Null(bare!.SerializedCustomStatus);
    }
}
