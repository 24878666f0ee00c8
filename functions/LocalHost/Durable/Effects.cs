using LocalHost.Clock;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>What a commit sets going once it is on disk, and not before.</summary>
internal sealed class Effects
{
    /// <summary>Instances begun anew: what waits in memory for the old execution is void.</summary>
    public List<long> Reset { get; } = [];

    public List<Delivery> Deliveries { get; } = [];

    public List<PendingActivity> Activities { get; } = [];

    /// <summary>Timers whose kind of wait changes; applied before those that go.</summary>
    public List<PendingTimer> TimersMoved { get; } = [];

    public List<(long Instance, int Task)> TimersGone { get; } = [];

    public List<PendingTimer> Timers { get; } = [];

    /// <summary>Timers that the board asked for, and how far they reach.</summary>
    public (WaitKind Kind, IReadOnlyList<PendingTimer> Timers, TimerPlace Until)? Fetched { get; set; }

    /// <summary>Ids of instances with the status that they have now.</summary>
    public List<(string Id, OrchestrationRuntimeStatus Status)> Changed { get; } = [];
}

/// <param name="Front">Comes before everything that waits already: the start of an execution and the events it inherits.</param>
internal sealed record Delivery(long Instance, string Id, InboxMessage Message, bool Front = false);

/// <param name="TraceParent">Of the execution that scheduled it, see <see cref="ExecutionStarted"/>; null while nobody traces.</param>
internal sealed record PendingActivity(long Instance, string Id, int Generation, int Task, string Name, string Version, string? Input, string? TraceParent = null);

/// <summary>A timer of an instance.</summary>
internal sealed record PendingTimer(long Instance, string Id, int Generation, int Task, DateTimeOffset Due, bool Retry, WaitKind Kind)
{
    public static readonly IComparer<PendingTimer> ByPlace = Comparer<PendingTimer>.Create((one, other) => one.Place.CompareTo(other.Place));

    public TimerPlace Place => new(Due, Instance, Task);
}
