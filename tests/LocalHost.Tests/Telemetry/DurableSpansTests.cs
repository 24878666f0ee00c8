using System.Diagnostics;
using LocalHost.Tests.Durable;
using Microsoft.DurableTask;

namespace LocalHost.Tests.Telemetry;

[Collection(Traced.Tests)]
public class DurableSpansTests
{
    [Fact]
    public async Task Orchestration_WithActivities_IsOneTraceInDurableTasksWords()
    {
        using var traced = new Traced();
        await using var engine = await Sequence().OpenAsync();

        await RunAsync(engine, "Sequence", id: "s1");

        Assert.Equal(
            """
            create_orchestration:Sequence Producer
              orchestration:Sequence Server
                activity:Say Client
                  activity:Say Server
                activity:Say Client
                  activity:Say Server
            """.ReplaceLineEndings("\n"), traced.Tree());
        Assert.All(traced.Spans, span => Assert.Equal("s1", span.GetTagItem("durabletask.task.instance_id")));
        Assert.Equal("Completed", Orchestration(traced).GetTagItem("durabletask.task.status"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Orchestration_RebuiltForEveryTurnOrKept_TellsEachSpanOnce(bool replayEveryTurn)
    {
        using var traced = new Traced();
        await using var engine = await Sequence(replayEveryTurn).OpenAsync();

        await RunAsync(engine, "Sequence");

        Assert.Equal(6, traced.Spans.Count);
        Assert.Equal(6, traced.Spans.Select(span => span.SpanId).Distinct().Count());
    }

    [Fact]
    public async Task Orchestration_HostRestartedInBetween_LaterSpansStillBelongToIt()
    {
        using var traced = new Traced();
        await using var engine = await new EngineUnderTest()
            .Activity<string, string>("Say", text => text!)
            .Orchestrator("Patient", async context =>
            {
                await context.CallActivityAsync<string>("Say", "before");
                await context.WaitForExternalEvent<string>("Go");
                return await context.CallActivityAsync<string>("Say", "after");
            })
            .OpenAsync();
        var id = await engine.StartAsync("Patient");
        await engine.QuietAsync();

        // The other process knows nothing of what ran here, but what the store has.
        var request = Activity.Current;
        Activity.Current = null;
        await engine.ReopenAsync();
        Activity.Current = request;
        await engine.RaiseAsync(id, "Go", "now");
        await engine.EndAsync(id);
        await engine.QuietAsync();

        Assert.Equal(
            """
            create_orchestration:Patient Producer
              orchestration:Patient Server
                activity:Say Client
                  activity:Say Server
                activity:Say Client
                  activity:Say Server
            orchestration_event:Go Producer
            """.ReplaceLineEndings("\n"), traced.Tree());
        Assert.Empty(traced.Orphans());
    }

    [Fact]
    public async Task Activity_InterruptedByTheEndOfTheHost_RunsAgainInTheSameTrace()
    {
        using var traced = new Traced();
        var runs = 0;
        await using var engine = await new EngineUnderTest()
            .ActivityAsync<string, string>("Slow", async (text, stop) =>
            {
                if (Interlocked.Increment(ref runs) == 1) await Task.Delay(Timeout.Infinite, stop);
                return text!;
            })
            .Orchestrator("One", context => context.CallActivityAsync<string>("Slow", "x"))
            .OpenAsync();
        var id = await engine.StartAsync("One");
        while (Volatile.Read(ref runs) == 0) await Task.Delay(10, TestContext.Current.CancellationToken);

        await engine.ReopenAsync();
        await engine.EndAsync(id);
        await engine.QuietAsync();

        Assert.Equal(2, traced.Spans.Count(span => span is { DisplayName: "activity:Slow", Kind: ActivityKind.Server }));
        Assert.Empty(traced.Orphans());
    }

    [Fact]
    public async Task SubOrchestration_IsChildOfWhatItsParentTells()
    {
        using var traced = new Traced();
        await using var engine = await new EngineUnderTest()
            .Activity<string, string>("Say", text => text!)
            .Orchestrator("Child", context => context.CallActivityAsync<string>("Say", "x"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child"))
            .OpenAsync();

        await RunAsync(engine, "Parent");

        Assert.Equal(
            """
            create_orchestration:Parent Producer
              orchestration:Parent Server
                orchestration:Child Client
                  orchestration:Child Server
                    activity:Say Client
                      activity:Say Server
            """.ReplaceLineEndings("\n"), traced.Tree());
    }

    [Fact]
    public async Task Timer_TakesAsLongAsTheClockSays()
    {
        using var traced = new Traced();
        await using var engine = await new EngineUnderTest()
            .Orchestrator("Notice", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
                return 1;
            })
            .OpenAsync();

        await RunAsync(engine, "Notice");

        var timer = Assert.Single(traced.Spans, span => span.DisplayName == "orchestration:Notice:timer");
        Assert.Equal((ActivityKind.Internal, TimeSpan.FromDays(30)), (timer.Kind, timer.Duration));
        Assert.Equal(Orchestration(traced).SpanId, timer.ParentSpanId);
        Assert.Equal(TimeSpan.FromDays(30), Orchestration(traced).Duration);
    }

    [Fact]
    public async Task ContinuedAsNew_EachExecutionHasASpanOfItsOwnUnderTheSameParent()
    {
        using var traced = new Traced();
        await using var engine = await new EngineUnderTest()
            .Orchestrator("Count", context =>
            {
                var left = context.GetInput<int>();
                if (left > 0) context.ContinueAsNew(left - 1);
                return Task.FromResult(left);
            })
            .OpenAsync();

        await RunAsync(engine, "Count", 2);

        Assert.Equal(
            """
            create_orchestration:Count Producer
              orchestration:Count Server
              orchestration:Count Server
              orchestration:Count Server
            """.ReplaceLineEndings("\n"), traced.Tree());
    }

    [Fact]
    public async Task Failure_IsMarkedByItsKindAndNotByItsMessage()
    {
        using var traced = new Traced();
        await using var engine = await new EngineUnderTest()
            .Activity<string, string>("Fail", _ => throw new InvalidOperationException("lin@nanshan-lab.example"))
            .Orchestrator("Failing", context => context.CallActivityAsync<string>("Fail", "x"))
            .OpenAsync();

        await RunAsync(engine, "Failing");

        Assert.Equal(3, traced.Spans.Count(span => span.Status == ActivityStatusCode.Error));
        Assert.Contains(traced.Spans, span => Equals(span.GetTagItem("error.type"), "System.InvalidOperationException"));
        Assert.DoesNotContain(traced.Spans, span => span.StatusDescription is not null || span.TagObjects.Any(tag => $"{tag.Value}".Contains("lin@")));
    }

    [Fact]
    public async Task Terminated_WhatStillRunsHasAParent()
    {
        using var traced = new Traced();
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var engine = await new EngineUnderTest()
            .ActivityAsync<string, string>("Slow", async (text, _) =>
            {
                begun.SetResult();
                await release.Task;
                return text!;
            })
            .Orchestrator("One", context => context.CallActivityAsync<string>("Slow", "x"))
            .OpenAsync();
        var id = await engine.StartAsync("One");
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        await engine.Client.TerminateInstanceAsync(id, "enough", TestContext.Current.CancellationToken);
        await engine.EndAsync(id);
        release.SetResult();
        await engine.QuietAsync();

        Assert.Contains(traced.Spans, span => span is { DisplayName: "activity:Slow", Kind: ActivityKind.Server });
        Assert.Empty(traced.Orphans());
    }

    [Fact]
    public async Task Orchestration_NobodyTraces_StoresNothingOfIt()
    {
        using var request = new Activity("request").Start();
        await using var engine = await Sequence().OpenAsync();

        await RunAsync(engine, "Sequence", id: "s1");

        var start = engine.Engine.GetHistory("s1")!.Turns[0].Received.OfType<LocalHost.Durable.ExecutionStarted>().Single();
        Assert.Null(start.TraceParent);
    }

    /// <summary>Until also the last turn is told, which follows on its commit.</summary>
    private static async Task RunAsync(EngineUnderTest engine, string name, object? input = null, string? id = null)
    {
        await engine.RunAsync(name, input, id);
        await engine.QuietAsync();
    }

    private static Activity Orchestration(Traced traced) => Assert.Single(traced.Spans, span => span.DisplayName.StartsWith("orchestration:", StringComparison.Ordinal) && span.Kind == ActivityKind.Server);

    private static EngineUnderTest Sequence(bool replayEveryTurn = true) => new EngineUnderTest(replayEveryTurn)
        .Activity<string, string>("Say", text => text!)
        .Orchestrator("Sequence", async context =>
        {
            await context.CallActivityAsync<string>("Say", "a");
            return await context.CallActivityAsync<string>("Say", "b");
        });
}
