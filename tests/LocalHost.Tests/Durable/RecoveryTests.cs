using System.Collections.Concurrent;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>The host dies at every step in turn; reopened, each review must end the same, with nothing lost and nothing done again.</summary>
public sealed class RecoveryTests
{
    // A lost timer or event shows as a wait without end.
    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Crash_AtEveryStep_EndsTheSame(bool replay)
    {
        var step = 0;
        while (await CrashAtAsync(++step, replay, TestContext.Current.CancellationToken)) Assert.True(step < 500, "The review never runs through untouched.");
        // Fewer would mean that the probe sits in too few places.
        Assert.True(step > 30, $"{step} steps");
    }

    [Fact]
    public async Task Reopen_ActivityInterruptedByTheEnd_RunsAgain()
    {
        var begun = new TaskCompletionSource();
        var runs = 0;
        await using var host = new EngineUnderTest()
            .ActivityAsync<string, int>("Long", async (_, stop) =>
            {
                begun.TrySetResult();
                if (Interlocked.Increment(ref runs) == 1) await Task.Delay(Timeout.Infinite, stop);
                return runs;
            })
            .Orchestrator("Wait", context => context.CallActivityAsync<int>("Long"));
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await begun.Task;

        await host.ReopenAsync();

        Assert.Equal(2, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Reopen_ManyWaiting_HoldsNoneInMemory()
    {
        await using var host = new EngineUnderTest().Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go", TimeSpan.FromDays(30)));
        await host.OpenAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => host.StartAsync("Wait", number)));
        await host.QuietAsync();
        Assert.Equal(0, host.Engine.LiveInstances);

        await host.ReopenAsync();
        await host.QuietAsync();

        Assert.Equal(0, host.Engine.LiveInstances);
        await host.RaiseAsync(ids[250], "Go", "you");
        Assert.Equal("you", (await host.EndAsync(ids[250])).ReadOutputAs<string>());
    }

    /// <summary>False if the review ran through before the step was reached.</summary>
    private static async Task<bool> CrashAtAsync(int step, bool replay, CancellationToken cancellation)
    {
        var left = step;
        var completed = new ConcurrentDictionary<string, bool>();
        var again = new ConcurrentQueue<string>();
        await using var host = new EngineUnderTest(replay);
        host.Activity<string, string>("Open", name => Note("Open" + name))
            .Activity<string, string>("Close", name => Note("Close" + name))
            .Orchestrator("Stage", async context =>
            {
                var opened = await context.CallActivityAsync<string>("Open", context.InstanceId);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return opened;
            })
            .Orchestrator("Review", async context =>
            {
                var both = await Task.WhenAll(context.CallActivityAsync<string>("Open", "A"), context.CallActivityAsync<string>("Open", "B"));
                var stage = await context.CallSubOrchestratorAsync<string>("Stage", new SubOrchestrationOptions(instanceId: "stage-1"));
                var decision = await context.WaitForExternalEvent<string>("Decided", TimeSpan.FromDays(10));
                return string.Join(' ', [.. both, stage, decision, await context.CallActivityAsync<string>("Close", "C")]);
            });
        host.Probe = _ =>
        {
            if (Interlocked.Decrement(ref left) == 0) throw new SimulatedCrashException();
        };
        await host.OpenAsync();
        var crashed = false;
        OrchestrationMetadata? done = null;
        var (started, raised) = (false, false);
        while (done is null)
        {
            try
            {
                if (!started)
                {
                    await host.Client.ScheduleNewOrchestrationInstanceAsync("Review", new StartOrchestrationOptions("review-1"), cancellation);
                    started = true;
                }

                // Asked again only if the call failed: an event that was acknowledged must never be lost.
                if (!raised) await host.RaiseAsync("review-1", "Decided", "Approve");
                raised = true;

                done = await host.EndAsync("review-1");
            }
            catch (Exception error) when (error is SimulatedCrashException or InvalidOperationException && !crashed)
            {
                crashed = true;
                Assert.IsType<SimulatedCrashException>(await host.Engine.Faulted);
                foreach (var activity in Recorded(host)) completed[activity] = true;
                await host.ReopenAsync();
                // A client whose call failed asks again; the id keeps it from doubling.
                started = await host.Client.GetInstanceAsync("review-1", cancellation) is not null;
            }
        }

        Assert.Equal("OpenA OpenB Openstage-1 Approve CloseC", done.ReadOutputAs<string>());
        Assert.Empty(again);
        Assert.Equal(host.Start.AddDays(1), host.Clock.GetUtcNow());
        return crashed;

        string Note(string call)
        {
            if (completed.ContainsKey(call)) again.Enqueue(call);
            return call;
        }
    }

    /// <summary>Activities whose completion is on disk when the process is gone.</summary>
    private static List<string> Recorded(EngineUnderTest host)
    {
        var taken = new[] { "review-1", "stage-1" }.SelectMany(id => host.Engine.GetHistory(id)?.Turns ?? []).SelectMany(turn => turn.Received);
        return [.. taken.Concat(host.Engine.Reader.Pending().Deliveries.Select(delivery => delivery.Message.Event))
            .OfType<TaskCompleted>()
            .Select(item => DurableEngine.WebConverter.Deserialize<string>(item.Result)!)];
    }
}
