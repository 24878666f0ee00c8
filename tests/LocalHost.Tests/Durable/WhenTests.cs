using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable;

/// <summary>Task.WhenAny and Task.WhenAll over an activity, a child, a timer and an event.</summary>
public sealed class WhenTests
{
    [Theory]
    [InlineData("activity", true)]
    [InlineData("activity", false)]
    [InlineData("child", true)]
    [InlineData("child", false)]
    [InlineData("timer", true)]
    [InlineData("timer", false)]
    [InlineData("event", true)]
    [InlineData("event", false)]
    public async Task WhenAny_OfAllKinds_IsTheFirstThatEnds(string first, bool replay)
    {
        await using var host = Mixed(replay).Orchestrator("Any", async context =>
        {
            using var stop = new CancellationTokenSource();
            var first = context.GetInput<string>();
            Dictionary<Task, string> waits = new()
            {
                [context.CallActivityAsync<string>(first == "activity" ? "Quick" : "Late", Retried(30))] = "activity",
                [context.CallSubOrchestratorAsync<string>(first == "child" ? "Child" : "Wait", new SubOrchestrationOptions(instanceId: "child"))] = "child",
                [context.CreateTimer(TimeSpan.FromDays(5), stop.Token)] = "timer",
                [context.WaitForExternalEvent<string>("Go")] = "event",
            };
            var winner = waits[await Task.WhenAny(waits.Keys)];
            stop.Cancel();
            return winner;
        });
        await host.OpenAsync();
        // Held as work, so that the clock cannot move to the activity's second attempt before the event has come.
        using (host.Work.Begin())
        {
            await host.StartAsync("Any", first, "any");
            if (first == "event") await host.RaiseAsync("any", "Go");
        }

        await host.SettleAsync();
        // Whoever returns early still waits for what is open.
        if (first != "child") await host.RaiseAsync("child", "Go");

        Assert.Equal(first, (await host.OverAsync("any")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhenAll_OfAllKinds_HasEveryResult(bool replay)
    {
        await using var host = Mixed(replay).Orchestrator("All", async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromDays(5), CancellationToken.None);
            var results = await Task.WhenAll(
                context.CallActivityAsync<string>("Late", Retried(1)),
                context.CallSubOrchestratorAsync<string>("Child"),
                context.WaitForExternalEvent<string>("Go"));
            await timer;
            return string.Join(' ', results);
        });
        await host.OpenAsync();
        await host.StartAsync("All", id: "all");
        await host.QuietAsync();

        await host.RaiseAsync("all", "Go", "event");

        Assert.Equal("activity child event", (await host.OverAsync("all")).ReadOutputAs<string>());
        Assert.Equal(host.Start.AddDays(5), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task WhenAll_SeveralFail_ThrowsTheFirstOfTheOrderAfterAllHaveEnded()
    {
        await using var host = Mixed(replay: true)
            .Activity<string, string>("Break", text => throw new FormatException(text))
            .Orchestrator("All", async context =>
            {
                var slow = context.CallSubOrchestratorAsync<string>("Slow");
                var all = Task.WhenAll(slow, context.CallActivityAsync<string>("Break", "second"), context.CallActivityAsync<string>("Break", "third"));
                var failed = await Assert.ThrowsAsync<TaskFailedException>(() => all);
                return $"{failed.FailureDetails.ErrorMessage} {slow.IsCompletedSuccessfully} {all.Exception!.InnerExceptions.Count}";
            })
            .Orchestrator("Slow", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
                return "done";
            });
        await host.OpenAsync();

        Assert.Equal("second True 2", (await host.RunAsync("All")).ReadOutputAs<string>());
        Assert.Equal(host.Start.AddDays(2), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task WhenAny_InALoop_TakesEachResultOnce()
    {
        const int Count = 50;
        await using var host = new EngineUnderTest(replayEveryTurn: false)
            .Activity<int, int>("Square", number => number * number)
            .Orchestrator("Drain", async context =>
            {
                var open = Enumerable.Range(0, Count).Select(number => context.CallActivityAsync<int>("Square", number)).ToList();
                var seen = new List<int>();
                while (open.Count > 0)
                {
                    var next = await Task.WhenAny(open);
                    open.Remove(next);
                    seen.Add(await next);
                }

                return seen;
            });
        await host.OpenAsync();

        var seen = (await host.RunAsync("Drain")).ReadOutputAs<int[]>()!;

        Assert.Equal(Enumerable.Range(0, Count).Select(number => number * number), seen.Order());
    }

    private static TaskOptions Retried(int days) => new(new RetryPolicy(2, TimeSpan.FromDays(days), maxRetryInterval: TimeSpan.FromDays(days)));

    /// <summary>Late fails once, so that its retry delay keeps it open without keeping the clock still.</summary>
    private static EngineUnderTest Mixed(bool replay)
    {
        var attempts = 0;
        return new EngineUnderTest(replay)
            .Activity<string, string>("Quick", _ => "activity")
            .Activity<string, string>("Late", _ => Interlocked.Increment(ref attempts) == 1 ? throw new IOException() : "activity")
            .Orchestrator("Child", _ => Task.FromResult("child"))
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
    }
}
