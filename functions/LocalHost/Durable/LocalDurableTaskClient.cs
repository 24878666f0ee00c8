using LocalHost.Clock;
using LocalHost.Telemetry;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>The client of an engine in the same process. Answers come after the commit.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine, HostClock clock, WorkTracker work, StatusWaiters waiters) : DurableTaskClient("LocalHost")
{
    private InstanceRequests Requests => new(engine.Converter, clock.GetUtcNow());

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(orchestratorName.Name)) throw new ArgumentNullException(nameof(orchestratorName));
        var dedupe = DedupeStatuses.Of(options);
        var id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        var tags = options is { Tags.Count: > 0 } ? new Dictionary<string, string>(options.Tags) : null;
        var start = new ExecutionStarted(orchestratorName.Name, options?.Version?.Version ?? engine.Versioning.Default, engine.Converter.Serialize(input), Tags: tags);
        return ScheduleAsync(id, start, options?.StartAt, dedupe, cancellation);
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        using var span = DurableSpans.Raise(eventName, instanceId);
        await SendAsync(instanceId, new EventRaised(eventName, engine.Converter.Serialize(eventPayload)), cancellation);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionTerminated(engine.Converter.Serialize(options?.Output), options?.Recursive == true), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) => WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(engine.Reader.Find(instanceId, getInputsAndOutputs ? engine.Converter : null));
    }

    /// <summary>By id; the continuation token is the last id of the page before.</summary>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>((token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var limit = Math.Max(1, size ?? query.PageSize);
            var found = engine.Reader.Find(query, token ?? query.ContinuationToken, limit, query.FetchInputsAndOutputs ? engine.Converter : null);
            return Task.FromResult(new Page<OrchestrationMetadata>(found, found.Count == limit ? found[^1].InstanceId : null));
        });
    }

    /// <exception cref="InvalidOperationException">The instance is not over.</exception>
    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return PurgeAsync([instanceId], options?.Recursive == true, single: true, cancellation);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default)
    {
        var found = GetAllInstancesAsync(new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses));
        var over = new List<string>();
        await foreach (var instance in found.WithCancellation(cancellation))
        {
            if (instance.IsCompleted) over.Add(instance.InstanceId);
        }

        return await PurgeAsync(over, options?.Recursive == true, single: false, cancellation);
    }

    /// <summary>Runs it again with its name and input, as a new instance of today's version; tags are not taken over.</summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var found = await GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        var start = new ExecutionStarted(found.Name, engine.Versioning.Default, found.SerializedInput);
        return await ScheduleAsync(restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId, start, null, [], cancellation);
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public override Task<IList<global::DurableTask.Core.History.HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var history = engine.Reader.History(instanceId)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        return Task.FromResult(OfficialHistory.Of(history));
    }

    /// <summary>By id; the key of the next page is the last id of this one. With a time, only instances that are over, by when they ended.</summary>
    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        cancellation.ThrowIfCancellationRequested();
        var ids = engine.Reader.Ids(runtimeStatus, completedTimeFrom, completedTimeTo, lastInstanceKey, pageSize);
        return Task.FromResult(new Page<string>(ids, ids.Count == pageSize ? ids[^1] : null));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> ScheduleAsync(
        string id,
        ExecutionStarted start,
        DateTimeOffset? startAt,
        IReadOnlyCollection<OrchestrationRuntimeStatus> dedupe,
        CancellationToken cancellation)
    {
        using var creation = DurableSpans.Create(start.Name, start.Version, id);
        var traced = start with { TraceParent = DurableSpans.Parent(creation) };
        var conflict = await WriteAsync((store, effects) => Requests.Schedule(store, effects, id, traced, startAt, dedupe), cancellation);
        return conflict is null
            ? id
            : throw new global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException(
                $"An orchestration with instance ID '{id}' and status '{conflict}' already exists");
    }

    private Task SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return WriteAsync((store, effects) => InstanceRequests.Send(store, effects, instanceId, message), cancellation);
    }

    private async Task<PurgeResult> PurgeAsync(IReadOnlyList<string> ids, bool recursive, bool single, CancellationToken cancellation)
    {
        var purged = await WriteAsync((store, effects) => InstanceRequests.Purge(store, effects, ids, recursive), cancellation);
        if (single && purged.Running is { } status)
        {
            throw new InvalidOperationException(
                $"Only orchestrations in a terminal state can be purged, but the orchestration with instance ID {ids[0]} has status {status}");
        }

        return new PurgeResult(purged.Count, true);
    }

    private async Task<T> WriteAsync<T>(Func<DurableStore, Effects, T> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var token = work.Begin();
        return await engine.Writer.WriteAsync(change);
    }

    private Task<OrchestrationMetadata> WaitAsync(string id, bool data, Func<OrchestrationMetadata, bool> reached, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return waiters.WaitAsync(id, () => engine.Reader.Find(id, data ? engine.Converter : null), reached, cancellation);
    }
}
