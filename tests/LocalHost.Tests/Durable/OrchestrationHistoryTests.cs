using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>What the client's GetOrchestrationHistoryAsync hands out.</summary>
public sealed class OrchestrationHistoryTests
{
    private static readonly string[] Everything =
    [
        "OrchestratorStarted", "ExecutionStarted", "TaskScheduled 0", "OrchestratorCompleted",
        "OrchestratorStarted", "TaskCompleted 0", "TaskScheduled 1", "OrchestratorCompleted",
        "OrchestratorStarted", "TaskFailed 1", "SubOrchestrationInstanceCreated 2", "OrchestratorCompleted",
        "OrchestratorStarted", "SubOrchestrationInstanceCompleted 2", "SubOrchestrationInstanceCreated 3", "OrchestratorCompleted",
        "OrchestratorStarted", "SubOrchestrationInstanceFailed 3", "TimerCreated 4", "OrchestratorCompleted",
        "OrchestratorStarted", "TimerFired 4", "OrchestratorCompleted",
        "OrchestratorStarted", "ExecutionSuspended", "OrchestratorCompleted",
        "OrchestratorStarted", "ExecutionResumed", "OrchestratorCompleted",
        "OrchestratorStarted", "EventRaised", "EventSent 5", "TaskScheduled 6", "TimerCreated 7", "OrchestratorCompleted",
        "OrchestratorStarted", "TaskCompleted 6", "OrchestratorCompleted",
        "OrchestratorStarted", "TimerFired 7", "ExecutionCompleted 8", "OrchestratorCompleted",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task History_OfARunWithEverything_HasEachTurnsEventsInOrder(bool replay)
    {
        await using var host = await RunAsync(replay);

        Assert.Equal(Everything, (await HistoryAsync(host, "one")).Select(Describe));
    }

    [Fact]
    public async Task History_OfARunWithEverything_HasNamesPayloadsAndFailures()
    {
        await using var host = await RunAsync(replay: true);

        var history = await HistoryAsync(host, "one");

        var started = history.OfType<ExecutionStartedEvent>().Single();
        Assert.Equal(("Everything", "\"in\"", "2.1", "talent"), (started.Name, started.Input, started.Version, started.Tags!["programme"]));
        Assert.Null(started.ParentInstance);
        var activities = history.OfType<TaskScheduledEvent>().ToList();
        Assert.Equal(("Echo", "\"hello\"", "2.1"), (activities[0].Name, activities[0].Input, activities[0].Version));
        Assert.Equal("\"hello\"", history.OfType<TaskCompletedEvent>().First().Result);
        var failed = history.OfType<TaskFailedEvent>().Single();
        Assert.Equal(("root", "System.FormatException"), (failed.Reason, failed.FailureDetails!.ErrorType));
        var child = history.OfType<SubOrchestrationInstanceCreatedEvent>().First();
        Assert.Equal(("Child", "good", "\"down\""), (child.Name, child.InstanceId, child.Input));
        Assert.Equal("\"down\"", history.OfType<SubOrchestrationInstanceCompletedEvent>().Single().Result);
        var fallen = history.OfType<SubOrchestrationInstanceFailedEvent>().Single();
        Assert.Equal(("root", "System.FormatException"), (fallen.FailureDetails!.InnerFailure!.ErrorMessage, fallen.FailureDetails.InnerFailure.ErrorType));
        Assert.Equal(("lunch", "work"), (history.OfType<ExecutionSuspendedEvent>().Single().Reason, history.OfType<ExecutionResumedEvent>().Single().Reason));
        var raised = history.OfType<EventRaisedEvent>().Single();
        Assert.Equal(("Go", "\"on\""), (raised.Name, raised.Input));
        var sent = history.OfType<EventSentEvent>().Single();
        Assert.Equal(("other", "Letter", "\"dear\""), (sent.InstanceId, sent.Name, sent.Input));
        var completed = history.OfType<ExecutionCompletedEvent>().Single();
        Assert.Equal((OrchestrationStatus.Completed, "\"out\""), (completed.OrchestrationStatus, completed.Result));
        Assert.Null(completed.FailureDetails);
    }

    [Fact]
    public async Task History_OfARunWithEverything_HasTheTimesOfItsTurns()
    {
        await using var host = await RunAsync(replay: true);

        var history = await HistoryAsync(host, "one");

        var start = host.Start.UtcDateTime;
        Assert.All(history, item => Assert.Equal(DateTimeKind.Utc, item.Timestamp.Kind));
        var turns = history.Where(item => item.EventType == EventType.OrchestratorStarted).Select(item => (item.Timestamp - start).TotalDays);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 4], turns);
        Assert.Equal(history.Select(item => item.Timestamp), history.Select(item => item.Timestamp).Order());
        Assert.Equal([start.AddDays(1), start.AddDays(4)], history.OfType<TimerCreatedEvent>().Select(timer => timer.FireAt));
        Assert.Equal([start.AddDays(1), start.AddDays(4)], history.OfType<TimerFiredEvent>().Select(timer => timer.FireAt));
    }

    [Fact]
    public async Task History_OfAChild_NamesItsParentAndTheTaskThere()
    {
        await using var host = await RunAsync(replay: true);

        var parent = (await HistoryAsync(host, "bad")).OfType<ExecutionStartedEvent>().Single().ParentInstance!;

        Assert.Equal(("Everything", "one", 3), (parent.Name, parent.OrchestrationInstance!.InstanceId, parent.TaskScheduleId));
        var end = (await HistoryAsync(host, "bad")).OfType<ExecutionCompletedEvent>().Single();
        Assert.Equal((OrchestrationStatus.Failed, "System.FormatException"), (end.OrchestrationStatus, end.FailureDetails!.InnerFailure!.ErrorType));
    }

    [Fact]
    public async Task History_Terminated_EndsWithTheReason()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("one", OrchestrationRuntimeStatus.Running);
        await host.TerminateAsync("one", "enough");
        await host.OverAsync("one");

        var history = await HistoryAsync(host, "one");

        string[] expected =
        [
            "OrchestratorStarted", "ExecutionStarted", "OrchestratorCompleted",
            "OrchestratorStarted", "ExecutionTerminated", "ExecutionCompleted 0", "OrchestratorCompleted",
        ];
        Assert.Equal(expected, history.Select(Describe));
        Assert.Equal("\"enough\"", history.OfType<ExecutionTerminatedEvent>().Single().Input);
        var end = history.OfType<ExecutionCompletedEvent>().Single();
        Assert.Equal((OrchestrationStatus.Terminated, "\"enough\""), (end.OrchestrationStatus, end.Result));
    }

    [Fact]
    public async Task History_OfATerminatedChild_FailsItsParentsTaskWithoutDetails()
    {
        await using var host = EngineUnderTest.Waiting()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child")));
        await host.OpenAsync();
        await host.StartAsync("Parent", id: "parent");
        await host.QuietAsync();
        await host.TerminateAsync("child");
        await host.OverAsync("parent");

        var failed = (await HistoryAsync(host, "parent")).OfType<SubOrchestrationInstanceFailedEvent>().Single();

        Assert.Equal(0, failed.TaskScheduledId);
        Assert.Null(failed.FailureDetails);
    }

    [Fact]
    public async Task History_AfterContinueAsNew_IsTheLastExecutions()
    {
        await using var host = new EngineUnderTest()
            .Activity<int, int>("Next", number => number + 1)
            .Orchestrator("Count", async context =>
            {
                var number = await context.CallActivityAsync<int>("Next", context.GetInput<int>());
                if (number < 3) context.ContinueAsNew(number);
                return number;
            });
        await host.OpenAsync();
        await host.RunAsync("Count", 0, "one");

        var history = await HistoryAsync(host, "one");

        string[] expected =
        [
            "OrchestratorStarted", "ExecutionStarted", "TaskScheduled 0", "OrchestratorCompleted",
            "OrchestratorStarted", "TaskCompleted 0", "ExecutionCompleted 1", "OrchestratorCompleted",
        ];
        Assert.Equal(expected, history.Select(Describe));
        Assert.Equal("2", history.OfType<ExecutionStartedEvent>().Single().Input);
    }

    [Fact]
    public async Task History_NotBegun_IsEmpty()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        using var held = host.Work.Begin();
        await host.ScheduleAsync("Wait", new StartOrchestrationOptions("one", host.Start.AddDays(1)));

        Assert.Empty(await HistoryAsync(host, "one"));
    }

    [Fact]
    public async Task History_OfNobody_IsRefusedByName()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("purged", OrchestrationRuntimeStatus.Completed);
        await host.Client.PurgeInstanceAsync("purged", Cancellation);

        Assert.Contains("nobody", (await Assert.ThrowsAsync<ArgumentException>(() => HistoryAsync(host, "nobody"))).Message);
        await Assert.ThrowsAsync<ArgumentException>(() => HistoryAsync(host, "purged"));
    }

    private static async Task<EngineUnderTest> RunAsync(bool replay)
    {
        var host = new EngineUnderTest(replay)
            .Activity<string, string>("Echo", text => text!)
            .Activity<string, string>("Break", _ => throw new FormatException("root"))
            .Orchestrator("Child", context => Task.FromResult(context.GetInput<string>()))
            .Orchestrator("BadChild", context => context.CallActivityAsync<string>("Break"))
            .Orchestrator("Everything", async context =>
            {
                await context.CallActivityAsync<string>("Echo", "hello");
                await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<string>("Break"));
                await context.CallSubOrchestratorAsync<string>("Child", "down", new SubOrchestrationOptions(instanceId: "good"));
                await Assert.ThrowsAsync<TaskFailedException>(
                    () => context.CallSubOrchestratorAsync<string>("BadChild", new SubOrchestrationOptions(instanceId: "bad")));
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                await context.WaitForExternalEvent<string>("Go");
                context.SendEvent("other", "Letter", "dear");
                await Task.WhenAll(context.CallActivityAsync<string>("Echo", "bye"), context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None));
                return "out";
            });
        await host.OpenAsync();
        var options = new StartOrchestrationOptions("one") { Version = "2.1", Tags = new Dictionary<string, string> { ["programme"] = "talent" } };
        await host.ScheduleAsync("Everything", options, "in");
        await host.SettleAsync();
        await host.SuspendAsync("one", "lunch");
        await host.QuietAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.ResumeAsync("one", "work");
        await host.QuietAsync();
        await host.RaiseAsync("one", "Go", "on");
        await host.OverAsync("one");
        return host;
    }

    private static Task<IList<HistoryEvent>> HistoryAsync(EngineUnderTest host, string id) => host.Client.GetOrchestrationHistoryAsync(id, Cancellation);

    /// <summary>The kind and, of what the code decides and what answers it, the number.</summary>
    private static string Describe(HistoryEvent item)
    {
        int? task = item switch
        {
            TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent or TimerCreatedEvent or EventSentEvent or ExecutionCompletedEvent => item.EventId,
            TaskCompletedEvent completed => completed.TaskScheduledId,
            TaskFailedEvent failed => failed.TaskScheduledId,
            SubOrchestrationInstanceCompletedEvent completed => completed.TaskScheduledId,
            SubOrchestrationInstanceFailedEvent failed => failed.TaskScheduledId,
            TimerFiredEvent fired => fired.TimerId,
            _ => null,
        };
        return task is null ? $"{item.EventType}" : $"{item.EventType} {task}";
    }
}
