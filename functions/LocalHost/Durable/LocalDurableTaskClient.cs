using LocalHost.Clock;
using LocalHost.Telemetry;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>The client of an engine in the same process. Answers come after the commit.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine, HostClock clock, WorkTracker work, StatusWaiters waiters, ClientOutage outage) : DurableTaskClient("LocalHost")
{
    private InstanceRequests Requests => new(engine.Converter, clock.GetUtcNow());

    /// <exception cref="NotSupportedException">It is to begin later.</exception>
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(orchestratorName.Name)) throw new ArgumentNullException(nameof(orchestratorName));
        if (options?.StartAt is not null) throw new NotSupportedException("LocalHost begins instances at once; let the code wait for its time.");
        var dedupe = DedupeStatuses.Of(options);
        var id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        var tags = options is { Tags.Count: > 0 } ? new Dictionary<string, string>(options.Tags) : null;
        var start = new ExecutionStarted(orchestratorName.Name, options?.Version?.Version ?? engine.Versioning.Default, engine.Converter.Serialize(input), Tags: tags);
        return ScheduleAsync(id, start, dedupe, cancellation);
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        using var span = DurableSpans.Raise(eventName, instanceId);
        await SendAsync(instanceId, new EventRaised(eventName, engine.Converter.Serialize(eventPayload)), cancellation);
    }

    /// <exception cref="NotSupportedException">Sub-orchestrations are to end with it.</exception>
    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        options?.Recursive == true
            ? throw new NotSupportedException("LocalHost terminates one instance; terminate its sub-orchestrations by their ids.")
            : SendAsync(instanceId, new ExecutionTerminated(engine.Converter.Serialize(options?.Output)), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, status => status != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) => WaitAsync(instanceId, getInputsAndOutputs, InstanceRow.Over.Contains, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        outage.Meet();
        return Task.FromResult(engine.Reader.Find(instanceId, getInputsAndOutputs ? engine.Converter : null));
    }

    /// <summary>By id, without inputs and outputs; the continuation token is the last id of the page before.</summary>
    /// <exception cref="NotSupportedException">There is a filter.</exception>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        if (filter is not null) throw new NotSupportedException("LocalHost lists all instances; filter what it answers.");
        return Pageable.Create<OrchestrationMetadata>((token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            outage.Meet();
            var limit = Math.Max(1, size ?? OrchestrationQuery.DefaultPageSize);
            var found = engine.Reader.Page(token, limit);
            return Task.FromResult(new Page<OrchestrationMetadata>(found, found.Count == limit ? found[^1].InstanceId : null));
        });
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> ScheduleAsync(
        string id,
        ExecutionStarted start,
        IReadOnlyCollection<OrchestrationRuntimeStatus> dedupe,
        CancellationToken cancellation)
    {
        using var creation = DurableSpans.Create(start.Name, start.Version, id);
        var traced = start with { TraceParent = DurableSpans.Parent(creation) };
        var conflict = await WriteAsync((store, effects) => Requests.Schedule(store, effects, id, traced, dedupe), cancellation);
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

    private async Task<T> WriteAsync<T>(Func<DurableStore, Effects, T> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        outage.Meet();
        using var token = work.Begin();
        return await engine.Writer.WriteAsync(change);
    }

    private Task<OrchestrationMetadata> WaitAsync(
        string id, bool data, Func<OrchestrationRuntimeStatus, bool> reached, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        outage.Meet();
        return waiters.WaitAsync(id, () => engine.Reader.Find(id, data ? engine.Converter : null), reached, cancellation);
    }
}
