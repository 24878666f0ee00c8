using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Runs an orchestrator's code; the input is read by context.GetInput, the result is serialised by the engine.</summary>
public delegate Task<object?> OrchestratorCode(TaskOrchestrationContext context);

/// <summary>Runs an activity: input and result are JSON or null. What it throws is recorded as its failure.</summary>
public delegate Task<string?> ActivityCode(ActivityCall call, CancellationToken cancellation);

public sealed record ActivityCall(string InstanceId, string Name, int TaskId, string? Input);

/// <summary>Where the store lies and how much runs at a time.</summary>
/// <param name="DatabasePath">An SQLite file; made if missing. One host at a time uses it.</param>
/// <param name="MaxConcurrentActivities">1 or more.</param>
/// <param name="MaxConcurrentOrchestrators">Turns at a time, 1 or more; waiting instances do not count.</param>
/// <param name="ReplayEveryTurn">For tests: every turn is rebuilt from its history, which shows code that is not deterministic.</param>
public sealed record DurableSettings(
    string DatabasePath,
    int MaxConcurrentActivities = 20,
    int MaxConcurrentOrchestrators = 20,
    bool ReplayEveryTurn = false)
{
    /// <summary>Idle instances whose code stays in memory, so that their next turn needs no replay. Default 1,000.</summary>
    public int KeptInstances { get; init; } = 1_000;

    /// <summary>Timers in memory, those due first, of each kind of wait; up to twice as many. Default 1,000.</summary>
    public int KeptTimers { get; init; } = 1_000;

    /// <summary>Default: instances have no versions.</summary>
    public Versioning Versioning { get; init; } = new();

    /// <summary>
    /// True: an activity that the death of the process interrupted has failed, and its retry policy decides, as when a worker of the
    /// Functions host dies. False: it runs again without a word, as when the host dies with it.
    /// </summary>
    public bool InterruptedFail { get; init; }

    /// <summary>For tests: is shown every turn before it is stored, on the turn's thread.</summary>
    public Action<DecidedTurn>? Judge { get; init; }
}
