using System.Collections.Concurrent;
using Judging;
using LocalHost.Durable;
using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable.Judging;

/// <summary>Turns as an engine with one rule changed would decide them: each must be found.</summary>
public sealed class JudgeTests
{
    [Fact]
    public async Task Difference_EventToTheOldestWaiter_IsFound() => Assert.Contains(
        """
          we decided:
            ends Completed, result "first second"
            custom status none
          Durable Task decided:
            ends Completed, result "second first"
            custom status none
        """,
        await FoundAsync<ExecutionCompleted>(
            async context =>
            {
                var waits = new[] { context.WaitForExternalEvent<string>("Name"), context.WaitForExternalEvent<string>("Name") };
                return string.Join(' ', await Task.WhenAll(waits));
            },
            end => end with { Output = "\"first second\"" }));

    [Fact]
    public async Task Difference_EventToACancelledWait_IsFound() => Assert.Contains(
        "Durable Task decided:\n    ends Completed, result \"first\"\n",
        await FoundAsync<ExecutionCompleted>(
            async context =>
            {
                using var stop = new CancellationTokenSource();
                var (older, _) = (context.WaitForExternalEvent<string>("Name"), context.WaitForExternalEvent<string>("Name", stop.Token));
                stop.Cancel();
                return await older;
            },
            end => end with { Output = "\"second\"" }));

    [Fact]
    public async Task Difference_RetryWithoutBackOff_IsFound() => Assert.Contains(
        """
          we decided:
            #3 timer 2026-03-02T01:00:20.0000000Z
            custom status none
          Durable Task decided:
            #3 timer 2026-03-02T01:00:30.0000000Z
        """,
        await FoundAsync<TimerCreated>(
            context => context.CallActivityAsync<string>("Break", new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(10), 2))),
            timer => timer.TaskId == 3 ? timer with { FireAt = timer.FireAt.AddSeconds(-10) } : timer));

    [Fact]
    public async Task Difference_RetriesGivenUpWithoutATimer_IsFound() => Assert.Contains(
        """
          we decided:
            custom status none
          Durable Task decided:
            #1 timer 2026-03-02T01:00:00.0000000Z
        """,
        await FoundAsync<TimerCreated>(
            context => context.CallActivityAsync<string>("Break", new TaskOptions(new RetryPolicy(1, TimeSpan.FromSeconds(10)))),
            _ => null));

    [Fact]
    public async Task Difference_ChildUnderAnIdOfItsOwn_IsFound() => Assert.Matches(
        "#0 orchestration Child as '0123' (.|\n)*#0 orchestration Child as '[0-9a-f]{32}' ",
        await FoundAsync<SubOrchestrationScheduled>(
            context => context.CallSubOrchestratorAsync<string>("Child"),
            child => child with { InstanceId = "0123" }));

    [Fact]
    public async Task Difference_TimerNumberSkipped_IsFound() => Assert.Contains(
        """
          we decided:
            #1 timer 2026-03-02T02:00:00.0000000Z
            custom status none
          Durable Task decided:
            #0 timer 2026-03-02T02:00:00.0000000Z
        """,
        await FoundAsync<TimerCreated>(
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return "";
            },
            timer => timer with { TaskId = 1 }));

    [Theory]
    [InlineData("kept")]
    [InlineData("late")]
    public async Task Difference_EventLostByContinueAsNew_IsFound(string which)
    {
        var found = which == "kept"
            ? await FoundAsync<EventSent>(context => RenewAsync(context, before: 1), _ => null)
            : await FoundAsync<ContinuedAsNew>(context => RenewAsync(context, before: 0), next => next with { Carried = [] });

        Assert.Contains(which == "kept" ? "#3 event Other to 'one' \"third\"" : "carries event Other \"third\"", found);

        static async Task<string> RenewAsync(TaskOrchestrationContext context, int before)
        {
            if (context.GetInput<string>() == "again") return "";
            if (before == 0) context.ContinueAsNew("again");
            var open = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            if (before > 0)
            {
                await open;
                context.ContinueAsNew("again");
            }

            return "";
        }
    }

    [Fact]
    public async Task Difference_OtherActivityOrInput_IsFound()
    {
        var found = await FoundAsync<ActivityScheduled>(
            context => context.CallActivityAsync<string>("Echo", "said"),
            activity => activity with { Name = "Other", Input = "1" });

        Assert.Contains("#0 activity Other [1]\n", found);
        Assert.Contains("#0 activity Echo [\"said\"]\n", found);
    }

    [Fact]
    public async Task Difference_OtherFailure_IsFound() => Assert.Contains(
        "ends Failed, result one, by System.FormatException: one, by System.IO.IOException: two",
        await FoundAsync<ExecutionCompleted>(
            context => throw new FormatException("one", new IOException("two")),
            end => end with { Failure = end.Failure! with { InnerFailure = null } }));

    [Fact]
    public async Task Difference_OtherCustomStatus_IsFound()
    {
        var turn = (await RunAsync(context =>
        {
            context.SetCustomStatus("open");
            return Task.FromResult("");
        })).Single();

        Assert.Contains("custom status \"open\"", OfficialJudge.Difference(turn with { CustomStatus = null }));
    }

    /// <summary>What the judge says of the first turn that a changed engine would have decided otherwise.</summary>
    /// <param name="change">A decision as the changed engine makes it; null: it makes none.</param>
    private static async Task<string> FoundAsync<T>(Func<TaskOrchestrationContext, Task<string>> code, Func<T, T?> change)
        where T : HistoryEvent
    {
        foreach (var turn in await RunAsync(code))
        {
            var decided = turn.Turn.Decided.Select(one => one is T chosen ? change(chosen) : one).OfType<HistoryEvent>().ToList();
            if (decided.SequenceEqual(turn.Turn.Decided)) continue;
            return OfficialJudge.Difference(turn with { Turn = turn.Turn with { Decided = decided } })!;
        }

        throw new InvalidOperationException($"No turn decided a {typeof(T).Name}.");
    }

    /// <summary>The turns of an instance "one" that is sent three events and then runs to its end.</summary>
    private static async Task<IReadOnlyCollection<DecidedTurn>> RunAsync(Func<TaskOrchestrationContext, Task<string>> code)
    {
        var seen = new ConcurrentQueue<DecidedTurn>();
        await using var host = new EngineUnderTest { Seen = seen.Enqueue }
            .Activity<string, string>("Echo", text => text!)
            .Activity<string, string>("Break", _ => throw new IOException("busy"))
            .Orchestrator("Child", _ => Task.FromResult(""))
            .Orchestrator("One", code);
        await host.OpenAsync();
        using (host.Work.Begin())
        {
            await host.StartAsync("One", id: "one");
            await host.RaiseAsync("one", "Name", "first");
            await host.RaiseAsync("one", "Name", "second");
            await host.RaiseAsync("one", "Other", "third");
        }

        await host.OverAsync("one");
        return [.. seen.Where(turn => turn.Instance == "one")];
    }
}
