using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Fixtures;

/// <summary>An orchestration whose activities run and whose waits always run into their time: no event ever comes.</summary>
/// <param name="run">An activity by name and input.</param>
/// <param name="happens">By hours since the start: what people do meanwhile.</param>
internal sealed class PlayedOrchestration(
    FakeTimeProvider time, Func<string, object, Task<object?>> run, params (double Hours, Func<Task> Act)[] happens)
    : TaskOrchestrationContext
{
    private readonly DateTimeOffset start = time.GetUtcNow();
    private readonly Queue<(double Hours, Func<Task> Act)> happens = new(happens);

    /// <summary>Activities with the hours at which they were called.</summary>
    public List<(double Hours, string Name)> Calls { get; } = [];

    /// <summary>By activity: what happens just before its first run.</summary>
    public Dictionary<string, Func<Task>> Before { get; } = [];

    /// <summary>Input of the run that continues as new.</summary>
    public object? Next { get; private set; }

    public double Hours => (time.GetUtcNow() - start).TotalHours;

    public override TaskName Name => "test";

    public override string InstanceId => "test";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => time.GetUtcNow().UtcDateTime;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => throw new NotSupportedException();

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (Before.Remove(name.Name, out var act)) await act();
        Calls.Add((Hours, name.Name));
        return (TResult)(await run(name.Name, input!))!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var at = (new DateTimeOffset(fireAt, TimeSpan.Zero) - start).TotalHours;
        while (happens.TryPeek(out var next) && next.Hours < at)
        {
            time.SetUtcNow(start.AddHours(next.Hours));
            await happens.Dequeue().Act();
        }

        // A moment that is past fires at once.
        if (at > Hours) time.SetUtcNow(start.AddHours(at));
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new NotSupportedException();
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => Next = newInput;

    public override T? GetInput<T>()
        where T : default => throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();
}
