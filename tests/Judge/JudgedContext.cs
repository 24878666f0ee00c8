using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Judging;

/// <summary>The worker's context, with the input as the code asks for it; the Functions worker puts a context in between for that too.</summary>
internal sealed class JudgedContext(TaskOrchestrationContext official, DataConverter converter, string? input) : TaskOrchestrationContext
{
    public override TaskName Name => official.Name;

    public override string InstanceId => official.InstanceId;

    public override string Version => official.Version;

    public override ParentOrchestrationInstance? Parent => official.Parent;

    public override DateTime CurrentUtcDateTime => official.CurrentUtcDateTime;

    public override bool IsReplaying => official.IsReplaying;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        official.CallActivityAsync<TResult>(name, input, options);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        official.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        official.CreateTimer(fireAt, cancellationToken);

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        official.WaitForExternalEvent<T>(eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        official.SendEvent(instanceId, eventName, payload);

    public override void SetCustomStatus(object? customStatus) => official.SetCustomStatus(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        official.ContinueAsNew(newInput, preserveUnprocessedEvents);

    public override void ContinueAsNew(ContinueAsNewOptions options) => official.ContinueAsNew(options);

    public override Guid NewGuid() => official.NewGuid();
}
