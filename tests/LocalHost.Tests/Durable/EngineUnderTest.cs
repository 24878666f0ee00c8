using LocalHost.Clock;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Durable;

/// <summary>An engine on a store of its own and a virtual clock; replays every turn unless told otherwise. Can be reopened as after a crash.</summary>
internal sealed class EngineUnderTest(bool replayEveryTurn = true) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private readonly Dictionary<string, OrchestratorCode> orchestrators = [];
    private readonly Dictionary<string, ActivityCode> activities = [];
    private DurableEngine? engine;

    public DateTimeOffset Start { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public WorkTracker Work { get; private set; } = new();

    public VirtualClock Clock { get; private set; } = null!;

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public Action<EngineStep> Probe { get; set; } = _ => { };

    public int MaxConcurrentActivities { get; init; } = 8;

    /// <summary>Few, so that most timers are fetched from the store.</summary>
    public int KeptTimers { get; init; } = 2;

    public string Path => System.IO.Path.Combine(folder, "durable.db");

    public DurableEngine Engine => engine!;

    public DurableTaskClient Client => Engine.Client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        engine = new DurableEngine(new DurableSettings(Path, MaxConcurrentActivities, 4, replayEveryTurn) { KeptTimers = KeptTimers }, orchestrators, activities, Clock, Work, Loggers)
        {
            Probe = Probe,
        };
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

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) => await EndAsync(await StartAsync(name, input, id));

    public Task<OrchestrationMetadata> EndAsync(string id) => Client.WaitForInstanceCompletionAsync(id, true, Cancellation);

    public Task RaiseAsync(string id, string name, object? payload = null) => Client.RaiseEventAsync(id, name, payload, Cancellation);

    public async Task<OrchestrationMetadata> FindAsync(string id) => (await Client.GetInstanceAsync(id, true, Cancellation))!;

    /// <summary>Until nothing runs: every instance waits or is over.</summary>
    public Task QuietAsync() => Work.WhenIdleAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null) await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
