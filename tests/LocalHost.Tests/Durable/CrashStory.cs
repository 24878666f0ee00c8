using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>Orchestrations and what a client does with them, with the one end that they may have wherever the host dies.</summary>
/// <param name="Root">The instance whose end is the story's.</param>
/// <param name="Acts">The client's calls in their order; each may be repeated.</param>
/// <param name="Calls">Activities that must have been called.</param>
/// <param name="Time">How far the clock has moved at the end.</param>
internal sealed record CrashStory(
    string Name,
    string Root,
    Action<EngineUnderTest, CrashLog> Define,
    IReadOnlyList<Func<EngineUnderTest, Task>> Acts,
    string Output,
    IReadOnlyList<string> Calls,
    TimeSpan Time,
    int LeastSteps)
{
    public static IReadOnlyList<CrashStory> All { get; } = [Review(), Counter(), Partners(), Letters(), Held()];

    public static CrashStory Of(string name) => All.Single(story => story.Name == name);

    /// <summary>Activities side by side, a child with a timer, a decision, a last activity.</summary>
    private static CrashStory Review() => new(
        "Review",
        "review-1",
        (host, log) => host
            .Activity<string, string>("Open", name => log.Call("Open" + name))
            .Activity<string, string>("Close", name => log.Call("Close" + name))
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
            }),
        [Start("Review", "review-1"), Raise("review-1", "Decided", "Approve")],
        "OpenA OpenB Openstage-1 Approve CloseC",
        ["OpenA", "OpenB", "Openstage-1", "CloseC"],
        TimeSpan.FromDays(1),
        LeastSteps: 30);

    /// <summary>A run that goes on as new after each event, with the next ones coming meanwhile.</summary>
    private static CrashStory Counter() => new(
        "Counter",
        "counter",
        (host, log) => host
            .Activity<int, string>("Note", number => log.Call($"Note{number}"))
            .Orchestrator("Counter", async context =>
            {
                var seen = context.GetInput<int[]>() ?? [];
                var number = await context.WaitForExternalEvent<int>("Add");
                // A client that repeats a call may have been heard both times.
                if (!seen.Contains(number))
                {
                    await context.CallActivityAsync("Note", number);
                    seen = [.. seen, number];
                }

                if (seen.Length < 4) context.ContinueAsNew(seen);
                return string.Join(' ', seen.Order());
            }),
        [Start("Counter", "counter"), .. Enumerable.Range(1, 4).Select(number => Raise("counter", "Add", number))],
        "1 2 3 4",
        ["Note1", "Note2", "Note3", "Note4"],
        TimeSpan.Zero,
        LeastSteps: 30);

    /// <summary>A retried activity, a detached child that is sent a word and sends one back, a cancelled timer.</summary>
    private static CrashStory Partners() => new(
        "Partners",
        "asker",
        (host, log) => host
            // Fails until the retry's delay is over, however often it is called before.
            .Activity<string, string>("Patient", _ => host.Clock.GetUtcNow() == host.Start ? throw new FormatException("Too early.") : log.Call("Patient"))
            .Orchestrator("Answerer", async context =>
            {
                var word = await context.WaitForExternalEvent<string>("Word");
                context.SendEvent("asker", "Answer", word + "!");
                return 0;
            })
            .Orchestrator("Asker", async context =>
            {
                await context.CallSubOrchestratorAsync("Answerer", options: new SubOrchestrationOptions(instanceId: "answerer") { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } });
                context.SendEvent("answerer", "Word", "hello");
                var answer = await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(3));
                return answer + await context.CallActivityAsync<string>("Patient", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromHours(1))));
            }),
        [Start("Asker", "asker")],
        "hello!Patient",
        ["Patient"],
        TimeSpan.FromHours(1),
        LeastSteps: 25);

    /// <summary>One sends letters, the other reads each in an execution of its own and has a timer beside it: no letter is lost or read twice.</summary>
    private static CrashStory Letters() => new(
        "Letters",
        "reader",
        (host, log) => host
            .Orchestrator("Reader", async context =>
            {
                var read = context.GetInput<int[]>() ?? [];
                using var stop = new CancellationTokenSource();
                var overdue = context.CreateTimer(TimeSpan.FromDays(9), stop.Token);
                var letter = context.WaitForExternalEvent<int>("Letter");
                if (await Task.WhenAny(letter, overdue) == overdue) return "overdue";
                stop.Cancel();
                read = [.. read, await letter];
                if (read.Length < 4) context.ContinueAsNew(read);
                return string.Join(' ', read);
            })
            .Orchestrator("Sender", async context =>
            {
                var detached = new SubOrchestrationOptions(instanceId: "reader") { Tags = new Dictionary<string, string> { ["FireAndForget"] = "" } };
                await context.CallSubOrchestratorAsync("Reader", options: detached);
                foreach (var number in Enumerable.Range(1, 4))
                {
                    context.SendEvent("reader", "Letter", number);
                    if (number == 2) await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                }

                return 0;
            }),
        [Start("Sender", "sender")],
        "1 2 3 4",
        [],
        TimeSpan.FromDays(1),
        LeastSteps: 15);

    /// <summary>Suspended while an event and a timer come, resumed later.</summary>
    private static CrashStory Held() => new(
        "Held",
        "held",
        (host, log) => host
            .Activity<string, string>("Say", word => log.Call("Say" + word))
            .Orchestrator("Held", async context =>
            {
                var timer = context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                var word = await context.WaitForExternalEvent<string>("Go");
                await timer;
                return await context.CallActivityAsync<string>("Say", word);
            }),
        [
            Start("Held", "held"),
            host => host.Client.SuspendInstanceAsync("held", "wait", TestContext.Current.CancellationToken),
            Raise("held", "Go", "now"),
            host => host.Client.ResumeInstanceAsync("held", "go on", TestContext.Current.CancellationToken),
        ],
        "Saynow",
        ["Saynow"],
        TimeSpan.FromHours(2),
        LeastSteps: 15);

    /// <summary>A client whose call failed asks again; the id keeps it from doubling.</summary>
    private static Func<EngineUnderTest, Task> Start(string name, string id) => async host =>
    {
        if (await host.Client.GetInstanceAsync(id, TestContext.Current.CancellationToken) is null) await host.StartAsync(name, id: id);
    };

    private static Func<EngineUnderTest, Task> Raise(string id, string name, object payload) => host => host.RaiseAsync(id, name, payload);
}
