using System.Text;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData("other name", "\"name\":\"Second\"")]
    [InlineData("other input", "\"input\":\"changed\"")]
    [InlineData("other kind", "\"kind\":\"timerCreated\"")]
    [InlineData("one more", "\"taskId\":1")]
    [InlineData("one less", "nothing there")]
    public async Task Replay_CodeDecidesOtherwise_StopsTheInstanceAndNamesBoth(string change, string found)
    {
        var changed = false;
        await using var host = new EngineUnderTest()
            .Activity<string, string>("First", value => value!)
            .Activity<string, string>("Second", value => value!)
            .Orchestrator("Edited", async context =>
            {
                var now = changed ? change : "";
                if (now == "other kind") await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                if (now == "one more") _ = context.CallActivityAsync<string>("First", "as before");
                if (now != "one less") await context.CallActivityAsync<string>(now == "other name" ? "Second" : "First", now == "other input" ? "changed" : "as before");
                await context.WaitForExternalEvent<string>("Go");
                return 0;
            })
            .Orchestrator("Sound", context => context.CallActivityAsync<string>("First", "ok"));
        await host.OpenAsync();
        var id = await host.StartAsync("Edited");
        await host.QuietAsync();

        changed = true;
        await host.RaiseAsync(id, "Go", "now");

        var stopped = await host.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, stopped.RuntimeStatus);
        Assert.True(stopped.FailureDetails!.IsCausedBy<NonDeterminismException>());
        Assert.Contains($"History row 1 of instance '{id}', decision", stopped.FailureDetails.ErrorMessage);
        Assert.Contains("\"kind\":\"activityScheduled\"", stopped.FailureDetails.ErrorMessage);
        Assert.Contains(found, stopped.FailureDetails.ErrorMessage);
        // Code that stopped short has no line that decided otherwise, only a method that waits.
        Assert.Matches(change == "one less" ? @"at \S*DeterminismTests" : @"at .*DeterminismTests.*\.cs:line \d+", stopped.FailureDetails.ErrorMessage);
        Assert.Equal("ok", (await host.RunAsync("Sound")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Replay_LastTurnDecidesOtherwise_StopsTheInstance()
    {
        var runs = 0;
        await using var host = new EngineUnderTest().Orchestrator("Counting", _ => Task.FromResult(++runs));
        await host.OpenAsync();

        var stopped = await host.RunAsync("Counting");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, stopped.RuntimeStatus);
        Assert.Contains("""the history holds {"kind":"completed","status":"Completed","output":1}, but the code decided {"kind":"completed","status":"Completed","output":2}""", stopped.FailureDetails!.ErrorMessage);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Orchestrator_AwaitsAForeignTask_IsStoppedWithThePlace(bool beside, bool replay)
    {
        var foreign = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new EngineUnderTest(replay).Orchestrator("Stray", async context =>
        {
            if (beside) _ = context.WaitForExternalEvent<string>("Go");
            return await ReadAsync();
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Stray");
        await host.QuietAsync();

        foreign.SetResult(1);

        var stopped = await host.EndAsync(id);
        Assert.True(stopped.FailureDetails!.IsCausedBy<NonDeterminismException>());
        Assert.Contains("Task.Delay", stopped.FailureDetails.ErrorMessage);
        Assert.Matches(@"in \S*DeterminismTests\S*ReadAsync\S*, awaits a task", stopped.FailureDetails.ErrorMessage);

        async Task<int> ReadAsync() => await foreign.Task;
    }

    [Fact]
    public async Task Orchestrator_AwaitsAForeignValueTask_IsStoppedWithThePlace()
    {
        var never = new TaskCompletionSource<int>();
        await using var host = new EngineUnderTest().Orchestrator("Stray", async context => await ReadAsync());
        await host.OpenAsync();

        Assert.Matches(@"in \S*ReadAsync\S*, awaits a task", (await host.RunAsync("Stray")).FailureDetails!.ErrorMessage);

        async ValueTask<int> ReadAsync() => await new ValueTask<int>(never.Task);
    }

    [Fact]
    public async Task Orchestrator_LeavesItsTurn_IsStopped()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, int>("Any", _ => 1)
            .Orchestrator("Leave", async context =>
            {
                await context.CallActivityAsync<int>("Any").ConfigureAwait(false);
                return await context.CallActivityAsync<int>("Any").ConfigureAwait(false);
            });
        await host.OpenAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.RunAsync("Leave")).RuntimeStatus);
    }

    [Fact]
    public async Task Orchestrator_NotRegistered_FailsWithDetails()
    {
        await using var host = await new EngineUnderTest().OpenAsync();

        var done = await host.RunAsync("Nobody");

        Assert.Equal(("OrchestratorTaskNotFound", "No orchestrator task named 'Nobody' was found."), (done.FailureDetails!.ErrorType, done.FailureDetails.ErrorMessage));
    }

    [Fact]
    public async Task Orchestrator_InputOfOtherShape_FailsWithDetails()
    {
        await using var host = new EngineUnderTest().Orchestrator("Number", context => Task.FromResult(context.GetInput<int>()));
        await host.OpenAsync();

        Assert.True((await host.RunAsync("Number", "seven")).FailureDetails!.IsCausedBy<System.Text.Json.JsonException>());
    }

    [Fact]
    public async Task Orchestrator_ThrowsFromAsyncVoid_FailsAndLeavesTheHost()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Loose", async context =>
            {
                Throw();
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return 0;
            })
            .Orchestrator("Sound", _ => Task.FromResult(1));
        await host.OpenAsync();

        Assert.Equal("System.FormatException", (await host.RunAsync("Loose")).FailureDetails!.ErrorType);
        Assert.Equal(1, (await host.RunAsync("Sound")).ReadOutputAs<int>());

        static async void Throw()
        {
            await Task.Yield();
            throw new FormatException();
        }
    }

    [Fact]
    public async Task HistoryReplay_StoredAndReadAgain_HoldsTheSameCodeAndFindsAnother()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("First", value => value!)
            .Orchestrator("Golden", async context => await context.CallActivityAsync<string>("First", "a") + context.NewGuid());
        await host.OpenAsync();
        var done = await host.RunAsync("Golden", id: "golden");
        var stored = HistoryJson.ReadHistory(Encoding.UTF8.GetBytes(HistoryJson.Text(host.Engine.GetHistory(done.InstanceId)!)));

        Replay(async context => await context.CallActivityAsync<string>("First", "a") + context.NewGuid());

        Assert.Throws<NonDeterminismException>(() => Replay(async context => await context.CallActivityAsync<string>("First", "b") + context.NewGuid()));
        Assert.Throws<NonDeterminismException>(() => Replay(async context => await context.CallActivityAsync<string>("First", "a")));

        void Replay(Func<TaskOrchestrationContext, Task<string>> code) => new HistoryReplay(
            new Dictionary<string, OrchestratorCode> { ["golden"] = async context => await code(context) },
            DurableEngine.WebConverter,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).Run(stored);
    }

    [Fact]
    public async Task Orchestrator_OutputThatCannotBeWritten_FailsWithDetails()
    {
        await using var host = new EngineUnderTest().Orchestrator("Odd", _ => Task.FromResult(typeof(string)));
        await host.OpenAsync();

        Assert.Equal("System.NotSupportedException", (await host.RunAsync("Odd")).FailureDetails!.ErrorType);
    }
}
