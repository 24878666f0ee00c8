using System.Collections.Concurrent;
using LocalHost.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>The host dies, or its disk fails, at every step in turn; reopened, each story must end the same, with nothing lost and nothing done again.</summary>
public sealed class RecoveryTests
{
    public static TheoryData<string, bool, int?> Crashes()
    {
        var data = new TheoryData<string, bool, int?>();
        foreach (var story in CrashStory.All.Select(story => story.Name))
        {
            data.Add(story, true, null);
            data.Add(story, false, null);
            // A second death soon after the first, while the work of the first is still being taken up.
            data.Add(story, false, 1);
            data.Add(story, false, 4);
        }

        return data;
    }

    /// <summary>SQLITE_BUSY and SQLITE_FULL.</summary>
    public static MatrixTheoryData<string, int> DiskFailures() => new(CrashStory.All.Select(story => story.Name), [5, 13]);

    // A lost timer or event shows as a wait without end.
    [Theory(Timeout = 240_000)]
    [MemberData(nameof(Crashes))]
    public async Task Crash_AtEveryStep_EndsTheSame(string story, bool replay, int? again)
    {
        var steps = await FailAtEachAsync(story, replay, again, _ => new SimulatedCrashException(), TestContext.Current.CancellationToken);
        // Fewer would mean that the probe sits in too few places.
        Assert.True(steps > CrashStory.Of(story).LeastSteps, $"{steps} steps");
    }

    [Theory(Timeout = 240_000)]
    [MemberData(nameof(DiskFailures))]
    public async Task Disk_FailsAtEveryCommit_EndsTheSame(string story, int code)
    {
        var commits = await FailAtEachAsync(
            story, replay: false, again: null, step => step == EngineStep.Commit ? new SqliteException("The disk fails.", code) : null, TestContext.Current.CancellationToken);
        Assert.True(commits > 4, $"{commits} commits");
    }

    [Fact]
    public async Task Reopen_ActivityInterruptedByTheEnd_RunsAgain()
    {
        var begun = new TaskCompletionSource();
        var runs = 0;
        // Ended in order: no failure, whatever becomes of crashes.
        await using var host = new EngineUnderTest { InterruptedFail = true }
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

    /// <summary>A worker that dies fails what it was about; the policy waits and repeats it. A host that ends in order only gives it back.</summary>
    [Theory]
    [InlineData(nameof(EngineStep.Activity), true)]
    [InlineData(nameof(EngineStep.ActivityDone), true)]
    [InlineData(nameof(EngineStep.Turn), false)]
    public async Task Reopen_AfterACrash_FailsTheActivitiesThatWereUnderWay(string at, bool interrupted)
    {
        var (runs, crash) = (0, true);
        var retry = new TaskOptions(new TaskRetryOptions(new RetryPolicy(3, TimeSpan.FromSeconds(10))));
        await using var host = new EngineUnderTest { InterruptedFail = true }
            .Activity<int, int>("Toil", _ => Interlocked.Increment(ref runs))
            .Orchestrator("Call", async context => await context.CallActivityAsync<int>("Toil", 1, retry));
        host.Probe = step =>
        {
            if ($"{step}" != at || !crash) return;
            crash = false;
            throw new SimulatedCrashException();
        };
        await host.OpenAsync();
        await host.StartAsync("Call", id: "one");
        Assert.IsType<SimulatedCrashException>(await host.Engine.Faulted.WaitAsync(TestContext.Current.CancellationToken));

        await host.ReopenAsync();
        await host.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.FindAsync("one")).RuntimeStatus);
        var failures = host.Engine.GetHistory("one")!.Turns.SelectMany(turn => turn.Received).OfType<TaskFailed>().ToList();
        Assert.Equal(interrupted ? ["Microsoft.Azure.WebJobs.Host.FunctionInvocationException"] : [], failures.Select(failed => failed.Failure!.ErrorType));
        Assert.Equal(host.Start + TimeSpan.FromSeconds(interrupted ? 10 : 0), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Reopen_AfterACrash_ActivityWithoutRetriesFailsItsOrchestration()
    {
        var crash = true;
        await using var host = new EngineUnderTest { InterruptedFail = true }
            .Activity<int, int>("Toil", number => number)
            .Orchestrator("Call", async context => await context.CallActivityAsync<int>("Toil", 1));
        host.Probe = step =>
        {
            if (step != EngineStep.Activity || !crash) return;
            crash = false;
            throw new SimulatedCrashException();
        };
        await host.OpenAsync();
        await host.StartAsync("Call", id: "one");
        await host.Engine.Faulted.WaitAsync(TestContext.Current.CancellationToken);

        await host.ReopenAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.OverAsync("one")).RuntimeStatus);
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

    /// <summary>Fails at the first step, then at the second, and so on until a run goes through untouched.</summary>
    /// <param name="again">Steps after the first failure at which the next one comes; null for none.</param>
    /// <param name="failure">What happens at a step; null where it is none to fail at.</param>
    /// <returns>How many steps there were.</returns>
    private static async Task<int> FailAtEachAsync(string story, bool replay, int? again, Func<EngineStep, Exception?> failure, CancellationToken cancellation)
    {
        var step = 0;
        while (await FailAtAsync(CrashStory.Of(story), ++step, replay, again, failure))
        {
            cancellation.ThrowIfCancellationRequested();
            Assert.True(step < 1_000, "The story never runs through untouched.");
        }

        return step;
    }

    /// <returns>False if the story ran through before the step was reached.</returns>
    private static async Task<bool> FailAtAsync(CrashStory story, int step, bool replay, int? again, Func<EngineStep, Exception?> failure)
    {
        var left = step;
        var log = new CrashLog();
        await using var host = new EngineUnderTest(replay);
        story.Define(host, log);
        host.Probe = at =>
        {
            if (failure(at) is { } error && Interlocked.Decrement(ref left) == 0) throw error;
        };
        await host.OpenAsync();
        var failures = 0;
        var acts = new Queue<Func<EngineUnderTest, Task>>(story.Acts);
        OrchestrationMetadata? done = null;
        while (done is null)
        {
            try
            {
                // An act is repeated only if its call failed: what was acknowledged must never be lost.
                while (acts.TryPeek(out var act))
                {
                    await act(host);
                    acts.Dequeue();
                }

                done = await host.EndAsync(story.Root);
            }
            catch (Exception error) when (error is SimulatedCrashException or SqliteException or InvalidOperationException)
            {
                // The host says so.
                Assert.True(await host.Engine.Faulted is SimulatedCrashException or SqliteException);
                failures++;
                await log.RecordAsync(host);
                left = failures == 1 && again is { } next ? next : int.MaxValue;
                await host.ReopenAsync();
            }
        }

        Assert.Equal(story.Output, done.ReadOutputAs<string>());
        Assert.Empty(log.Repeated);
        Assert.Empty(story.Calls.Except(log.Called));
        Assert.Equal(host.Start + story.Time, host.Clock.GetUtcNow());
        return failures > 0;
    }
}

/// <summary>Activities as they are called over several lives of a host.</summary>
internal sealed class CrashLog
{
    private readonly ConcurrentDictionary<string, bool> completed = new();
    private readonly ConcurrentQueue<string> repeated = new();
    private readonly ConcurrentQueue<string> called = new();

    public IEnumerable<string> Called => called;

    /// <summary>Calls that came although their completion was on disk.</summary>
    public IEnumerable<string> Repeated => repeated;

    /// <summary>Notes a call; its result is its name.</summary>
    public string Call(string name)
    {
        if (completed.ContainsKey(name)) repeated.Enqueue(name);
        called.Enqueue(name);
        return name;
    }

    /// <summary>Takes down whose completion is on disk when the process is gone.</summary>
    public async Task RecordAsync(EngineUnderTest host)
    {
        var taken = new List<HistoryEvent>(host.Engine.Reader.Pending().Deliveries.Select(delivery => delivery.Message.Event));
        await foreach (var instance in host.Client.GetAllInstancesAsync())
        {
            taken.AddRange(host.Engine.GetHistory(instance.InstanceId)!.Turns.SelectMany(turn => turn.Received));
        }

        foreach (var done in taken.OfType<TaskCompleted>().Where(done => done.Result?.StartsWith('"') == true)) completed[DurableEngine.WebConverter.Deserialize<string>(done.Result)!] = true;
    }
}
