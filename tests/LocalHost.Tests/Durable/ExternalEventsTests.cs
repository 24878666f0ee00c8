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
    public async Task Event_WaiterOfOtherType_IsRefusedByTheCallItself()
    {
        await using var host = new EngineUnderTest().Orchestrator("Mixed", context =>
        {
            _ = context.WaitForExternalEvent<string>("Name");
            try
            {
                // Not awaited: a task that failed would be overlooked here.
                _ = context.WaitForExternalEvent<int>("name");
                return Task.FromResult("accepted");
            }
            catch (ArgumentException refused)
            {
                return Task.FromResult(refused.Message);
            }
        });
        await host.OpenAsync();

        Assert.Equal(
            "Events with the same name must have the same type argument. Expected System.String but was requested System.Int32.",
            (await host.RunAsync("Mixed")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_PayloadOfOtherShape_WhileWaitedFor_LeavesNothingOfItsTurn()
    {
        var ran = false;
        await using var host = new EngineUnderTest()
            .Activity<string, int>("Think", _ =>
            {
                ran = true;
                return 0;
            })
            .Orchestrator("Other", context => context.WaitForExternalEvent<string>("Letter"))
            .Orchestrator("Number", async context =>
            {
                await context.WaitForExternalEvent<string>("Go");
                _ = context.CallActivityAsync<int>("Think");
                context.SendEvent("other", "Letter", "never sent");
                context.SetCustomStatus("never shown");
                return await context.WaitForExternalEvent<int>("Number");
            });
        await host.OpenAsync();
        await host.StartAsync("Other", id: "other");
        var id = await host.StartAsync("Number");
        await host.QuietAsync();

        await host.RaiseTogetherAsync(id, ("Go", null), ("Number", "seven"));

        var done = await host.EndAsync(id);
        await host.QuietAsync();
        Assert.Equal("System.Text.Json.JsonException", done.FailureDetails!.ErrorType);
        Assert.Null(done.SerializedCustomStatus);
        Assert.False(ran);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("other")).RuntimeStatus);
    }
}
