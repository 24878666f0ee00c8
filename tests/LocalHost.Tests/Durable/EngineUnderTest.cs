using Judging;
using LocalHost.Clock;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Durable;

/// <summary>An engine on a store of its own and a virtual clock; replays every turn unless told otherwise. Can be reopened as after a crash.</summary>
/// <remarks>Each turn is also decided by Durable Task; one that comes out otherwise fails the test at its end.</remarks>
internal sealed class EngineUnderTest(bool replayEveryTurn = true) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private readonly Dictionary<string, OrchestratorCode> orchestrators = [];
    private readonly Dictionary<string, ActivityCode> activities = [];
    private readonly OfficialJudge judge = new();
    private DurableEngine? engine;

    public DateTimeOffset Start { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public WorkTracker Work { get; private set; } = new();

    public VirtualClock Clock { get; private set; } = null!;

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public Action<EngineStep> Probe { get; set; } = _ => { };

    public int MaxConcurrentActivities { get; init; } = 8;

    public int MaxConcurrentOrchestrators { get; init; } = 4;

    /// <summary>Few, so that most timers are fetched from the store.</summary>
    public int KeptTimers { get; init; } = 2;

    /// <summary>False for a test that counts how often its orchestrator's code runs.</summary>
    public bool Judged { get; init; } = true;

    /// <summary>Takes every turn that is judged.</summary>
    public Action<DecidedTurn> Seen { get; init; } = _ => { };

    /// <summary>As in LocalHost: what a crash interrupts has failed.</summary>
    public bool InterruptedFail { get; init; }

    /// <summary>Of the code; another one may be set before a reopening.</summary>
    public Versioning Versioning { get; set; } = new();

    public string Path => System.IO.Path.Combine(folder, "durable.db");

    public DurableEngine Engine => engine!;

    public DurableTaskClient Client => Engine.Client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Its orchestrator "Wait" waits for the event "Go" and returns the payload; "fail" makes it throw.</summary>
    public static EngineUnderTest Waiting() => new EngineUnderTest().Orchestrator("Wait", async context =>
    {
        var payload = await context.WaitForExternalEvent<string>("Go");
        return payload == "fail" ? throw new FormatException("asked to") : payload;
    });

    public EngineUnderTest Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> code)
    {
        orchestrators[name] = async context => await code(context);
        return this;
    }

    public EngineUnderTest Activity<TInput, TResult>(string name, Func<TInput?, TResult> code) =>
        ActivityAsync<TInput, TResult>(name, (input, _) => Task.FromResult(code(input)));

    public EngineUnderTest ActivityAsync<TInput, TResult>(string name, Func<TInput?, CancellationToken, Task<TResult>> code)
    {
        var converter = DurableEngine.WebConverter;
        activities[name] = async (call, stop) => converter.Serialize(await code(converter.Deserialize<TInput>(call.Input), stop));
        return this;
    }

    public async Task<EngineUnderTest> OpenAsync()
    {
        Work = new WorkTracker();
        Clock = new VirtualClock(Clock?.GetUtcNow() ?? Start, Work);
        var settings = new DurableSettings(Path, MaxConcurrentActivities, MaxConcurrentOrchestrators, replayEveryTurn)
        {
            KeptTimers = KeptTimers,
            Versioning = Versioning,
            InterruptedFail = InterruptedFail,
            Judge = Judged ? Look : null,
        };
        engine = new DurableEngine(settings, orchestrators, activities, Clock, Work, Loggers) { Probe = Probe };
        await engine.StartAsync(Cancellation);
        return this;
    }

    /// <summary>Ends the host and opens the same store again.</summary>
    public async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        await OpenAsync();
    }

    public Task<string> StartAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Cancellation);

    public Task<string> ScheduleAsync(string name, StartOrchestrationOptions options, object? input = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, options, Cancellation);

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) => await EndAsync(await StartAsync(name, input, id));

    public Task<OrchestrationMetadata> EndAsync(string id) => Client.WaitForInstanceCompletionAsync(id, true, Cancellation);

    /// <summary>As <see cref="EndAsync"/>, for an instance that ends by itself now: one that does not fails the test instead of holding it.</summary>
    public async Task<OrchestrationMetadata> OverAsync(string id)
    {
        await SettleAsync();
        var found = await FindAsync(id);
        Assert.True(found.IsCompleted, $"{id} is {found.RuntimeStatus}, and nothing is under way.");
        return found;
    }

    public Task RaiseAsync(string id, string name, object? payload = null) => Client.RaiseEventAsync(id, name, payload, Cancellation);

    /// <summary>Raises events that reach the instance in one turn, in this order.</summary>
    public async Task RaiseTogetherAsync(string id, params (string Name, object? Payload)[] events)
    {
        await SuspendAsync(id);
        foreach (var (name, payload) in events) await RaiseAsync(id, name, payload);
        await ResumeAsync(id);
    }

    public Task SuspendAsync(string id, string? reason = null) => Client.SuspendInstanceAsync(id, reason, Cancellation);

    public Task ResumeAsync(string id, string? reason = null) => Client.ResumeInstanceAsync(id, reason, Cancellation);

    public Task TerminateAsync(string id, object? output = null) =>
        Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(output), Cancellation);

    /// <summary>Starts "Wait" of <see cref="Waiting"/> and brings it to a status.</summary>
    public async Task BringToAsync(string id, OrchestrationRuntimeStatus status)
    {
        await StartAsync("Wait", id: id);
        if (status == OrchestrationRuntimeStatus.Suspended) await SuspendAsync(id);
        if (status == OrchestrationRuntimeStatus.Completed) await RaiseAsync(id, "Go", "done");
        if (status == OrchestrationRuntimeStatus.Failed) await RaiseAsync(id, "Go", "fail");
        if (status == OrchestrationRuntimeStatus.Terminated) await TerminateAsync(id);
        await QuietAsync();
        Assert.Equal(status, (await FindAsync(id)).RuntimeStatus);
    }

    public async Task<OrchestrationMetadata> FindAsync(string id) => (await Client.GetInstanceAsync(id, true, Cancellation))!;

    /// <summary>Until nothing runs: every instance waits or is over.</summary>
    public Task QuietAsync() => Work.WhenIdleAsync(Cancellation);

    /// <summary>Until only people and the calendar are waited for; timers beside no awaited event have fired.</summary>
    public Task SettleAsync() => Clock.SettleAsync(Cancellation);

    /// <summary>Moves the clock, also past due times that stand beside an awaited event.</summary>
    public Task AdvanceAsync(TimeSpan span) => Clock.AdvanceAsync(span, Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null) await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        judge.RequireAgreement();
    }

    private void Look(DecidedTurn turn)
    {
        judge.Look(turn);
        Seen(turn);
    }
}
