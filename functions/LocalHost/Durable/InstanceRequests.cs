using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>What a client asks of the store, each within one transaction.</summary>
internal sealed class InstanceRequests(DataConverter converter, DateTimeOffset now)
{
    /// <summary>Creates a pending instance, or begins an existing one anew; a running one is terminated for it.</summary>
    /// <returns>The status that forbids it; null if it is done.</returns>
    public OrchestrationRuntimeStatus? Schedule(
        DurableStore store,
        Effects effects,
        string id,
        ExecutionStarted start,
        IReadOnlyCollection<OrchestrationRuntimeStatus> dedupe)
    {
        var existing = store.Find(id);
        if (existing is not null && dedupe.Contains(existing.Status)) return existing.Status;
        if (existing is { IsOver: false })
        {
            var reason = converter.Serialize("A new instance of the same ID was requested.");
            var end = new ExecutionCompleted(OrchestrationRuntimeStatus.Terminated, reason);
            if (store.ParentOf(existing) is { } parent) Completions.Report(store, parent, end, effects);
        }

        var instance = store.Create(id, existing, start, now, effects);
        store.Send(instance, instance.Generation, start, effects, front: true);
        return null;
    }

    /// <summary>False if nobody can take it: no such instance, or it is over. Like in Durable Task, that is no error.</summary>
    public static bool Send(DurableStore store, Effects effects, string id, HistoryEvent message)
    {
        if (store.Find(id) is not { IsOver: false } target) return false;
        store.Send(target, 0, message, effects);
        return true;
    }
}

/// <summary>Statuses of an existing instance under which a new one of the same id is refused.</summary>
internal static class DedupeStatuses
{
    private static readonly OrchestrationRuntimeStatus[] Running =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <summary>As Durable Functions by default: an instance that is not over is never replaced unasked.</summary>
    /// <exception cref="ArgumentException">An unknown status, or one that could never be kept.</exception>
    public static IReadOnlyCollection<OrchestrationRuntimeStatus> Of(StartOrchestrationOptions? options)
    {
        if (options?.DedupeStatuses is not { } given) return Running;
        var statuses = given.Select(Parse).ToHashSet();
        if (statuses.Contains(OrchestrationRuntimeStatus.Terminated) && !Running.All(statuses.Contains))
        {
            throw new ArgumentException(
                "Invalid dedupe statuses: 'Terminated' cannot be kept while a running instance may be replaced, because replacing terminates it first.");
        }

        return statuses;
    }

    private static OrchestrationRuntimeStatus Parse(string status) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var known)
            ? known
            : throw new ArgumentException($"Invalid orchestration runtime status: '{status}' for deduplication.");
}
