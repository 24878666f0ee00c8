using System.Text.Json;
using System.Text.Json.Serialization;
using LocalHost.Clock;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>Runs orchestrations on one machine: event-sourced, one SQLite transaction a turn; it goes on after a crash where the last commit left it.</summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private readonly DurableSettings settings;
    private readonly IReadOnlyDictionary<string, OrchestratorCode> orchestrators;
    private readonly IReadOnlyDictionary<string, ActivityCode> activities;
    private readonly HostClock clock;
    private readonly WorkTracker work;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly InstanceBoard board;
    private readonly TimerBoard timers;
    private readonly StatusWaiters waiters = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource<Exception> faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> running = [];
    private DurableStore? store;
    private DurableReader? reader;
    private Writer? writer;
    private ActivityDispatcher? dispatcher;
    private bool disposed;

    /// <param name="orchestrators">By name; case does not count.</param>
    /// <param name="activities">By name; case does not count.</param>
    /// <param name="converter">For inputs, outputs, events and custom status; by default web JSON with enums as strings.</param>
    public DurableEngine(
        DurableSettings settings,
        IReadOnlyDictionary<string, OrchestratorCode> orchestrators,
        IReadOnlyDictionary<string, ActivityCode> activities,
        HostClock clock,
        WorkTracker work,
        ILoggerFactory loggers,
        DataConverter? converter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxConcurrentActivities, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxConcurrentOrchestrators, 1);
        (this.settings, this.clock, this.work, this.loggers) = (settings, clock, work, loggers);
        this.orchestrators = new Dictionary<string, OrchestratorCode>(orchestrators, StringComparer.OrdinalIgnoreCase);
        this.activities = new Dictionary<string, ActivityCode>(activities, StringComparer.OrdinalIgnoreCase);
        Converter = converter ?? WebConverter;
        logger = loggers.CreateLogger<DurableEngine>();
        board = new InstanceBoard(work, settings.ReplayEveryTurn ? 0 : settings.KeptInstances);
        timers = new TimerBoard(clock, Fire, FetchTimers, settings.KeptTimers);
        Client = new LocalDurableTaskClient(this, clock, work, waiters, ClientOutage);
    }

    /// <summary>Web JSON with enums as strings.</summary>
    public static DataConverter WebConverter { get; } =
        new JsonDataConverter(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } });

    public DurableTaskClient Client { get; }

    /// <summary>For tests: makes <see cref="Client"/> fail.</summary>
    public ClientOutage ClientOutage { get; } = new();

    internal Versioning Versioning => settings.Versioning;

    public DataConverter Converter { get; }

    public EngineCounters Counters { get; } = new();

    /// <summary>Completes with the cause when the engine has had to stop taking work: the store is busy, full or broken.</summary>
    public Task<Exception> Faulted => faulted.Task;

    /// <summary>Instances in memory, of whatever number there is on disk.</summary>
    public int LiveInstances => board.Count;

    /// <summary>Timers in memory, of whatever number there is on disk.</summary>
    public int LiveTimers => timers.Count;

    internal Writer Writer => writer ?? throw NotRunning();

    internal DurableReader Reader => reader ?? throw NotRunning();

    internal DurableStore Store => store ?? throw NotRunning();

    /// <summary>For tests: called at each step at which a process may die.</summary>
    internal Action<EngineStep> Probe { get; init; } = _ => { };

    /// <summary>Opens or makes the store and goes on with everything that is in it.</summary>
    /// <exception cref="DurableStoreException">The store is in use, of another version, or unreadable.</exception>
    public Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        store = new DurableStore(settings.DatabasePath);
        reader = new DurableReader(settings.DatabasePath);
        writer = new Writer(store, Publish, Probe, Fault);
        dispatcher = new ActivityDispatcher(board, writer, work, activities, Counters, logger, Probe, Fault);
        var turns = new TurnRunner(board, writer, reader, orchestrators, Converter, loggers, clock, Counters, Probe, Fault, settings);
        // Counted as work: the clock must not move before everything is back in its place.
        using (work.Begin())
        {
            writer.Start();
            if (settings.InterruptedFail && store.EndedBadly) FailInterrupted(reader.Pending().Activities);
            var pending = reader.Pending();
            Publish(pending);
            logger.LogInformation(
                "Durable store {Path}: {Messages} messages, {Activities} activities, {Timers} timers go on.",
                settings.DatabasePath,
                pending.Deliveries.Count,
                pending.Activities.Count,
                reader.CountTimers());
            timers.Open();
            for (var i = 0; i < settings.MaxConcurrentOrchestrators; i++) running.Add(Task.Run(() => turns.RunAsync(stop.Token), CancellationToken.None));
            for (var i = 0; i < settings.MaxConcurrentActivities; i++) running.Add(Task.Run(() => dispatcher.RunAsync(stop.Token), CancellationToken.None));
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes no more work, asks running activities to stop, and waits until what they and the turns did is committed.</summary>
    /// <param name="cancellation">Ends the wait for activities, not the commits.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        timers.Close();
        await stop.CancelAsync();
        board.Close();
        dispatcher?.Close();
        waiters.Fail(NotRunning());
        try
        {
            await Task.WhenAll(running).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Activities that did not stop in time are left behind; they run again at the next start.");
        }

        running.Clear();
        if (writer is null) return;
        foreach (var message in board.Ended()) dispatcher!.Keep(message.Of!, message.Event);
        await writer.StopAsync();
    }

    /// <summary>The stored turns of an instance's current execution; null if there is no such instance.</summary>
    public InstanceHistory? GetHistory(string instanceId) => Reader.History(instanceId);

    /// <summary>When the first timer of an instance is due; null if it waits for none.</summary>
    public DateTimeOffset? NextTimer(string instanceId) => Reader.NextTimer(instanceId);

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await StopAsync(CancellationToken.None);
        reader?.Dispose();
        store?.Dispose();
        stop.Dispose();
    }

    private static InvalidOperationException NotRunning() => new("The durable engine is not running.");

    private void Publish(Effects effects)
    {
        foreach (var key in effects.Reset) board.Reset(key);
        foreach (var timer in effects.TimersMoved) timers.Move(timer);
        foreach (var (instance, task) in effects.TimersGone) timers.Remove(instance, task);
        foreach (var timer in effects.Timers) timers.Add(timer);
        if (effects.Fetched is var (kind, next, until)) timers.Fill(kind, next, until);
        foreach (var activity in effects.Activities) dispatcher!.Add(activity);
        foreach (var delivery in effects.Deliveries) board.Deliver(delivery.Instance, delivery.Id, delivery.Message, delivery.Front);
        foreach (var (id, status) in effects.Changed) waiters.Changed(id, status);
    }

    private void Fire(PendingTimer timer)
    {
        try
        {
            Probe(EngineStep.Timer);
        }
        catch (SimulatedCrashException crash)
        {
            Fault(crash);
            return;
        }

        board.Deliver(timer.Instance, timer.Id, new InboxMessage(0, timer.Generation, new TimerFired(timer.Task)));
    }

    private void FetchTimers(WaitKind kind, TimerPlace after)
    {
        var token = work.Begin();
        Writer.Submit((rows, effects) => rows.Timers.Fetch(kind, after, settings.KeptTimers, effects), token.Dispose, _ => token.Dispose());
    }

    /// <summary>Done before the work is taken up, on this thread.</summary>
    private void FailInterrupted(IReadOnlyList<PendingActivity> interrupted)
    {
        if (interrupted.Count == 0) return;
        logger.LogWarning("{Count} activities were interrupted by the end of the last process; their retry policies decide.", interrupted.Count);
        store!.Begin();
        foreach (var activity in interrupted.Where(store.DropActivity))
        {
            var instance = new InstanceRow(activity.Instance, activity.Id, activity.Generation, default);
            // The reader publishes what is in the store afterwards.
            store.Send(instance, activity.Generation, new TaskFailed(activity.Task, Failures.Interrupted(activity.Name)), new Effects());
        }

        store.Commit();
    }

    private void Fault(Exception cause)
    {
        if (store is not null) store.Abandoned = true;
        writer?.Abandon(cause);
        if (!faulted.TrySetResult(cause)) return;
        logger.LogCritical(
            cause,
            "The durable engine has stopped taking work: {Reason} Nothing is half-written. Free the disk or the file {Path}, then start again.",
            cause.Message,
            settings.DatabasePath);
        stop.Cancel();
        timers.Close();
        dispatcher?.Close();
        waiters.Fail(new InvalidOperationException("The durable engine has stopped: " + cause.Message, cause));
        board.Close();
    }
}

/// <summary>Thrown by a test's probe: from here on the process is gone.</summary>
internal sealed class SimulatedCrashException() : Exception("The process died here.");
