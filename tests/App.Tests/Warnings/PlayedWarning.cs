using FunctionsApp.Assignments;
using FunctionsApp.Warnings;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace App.Tests.Warnings;

/// <summary>An orchestration of a warning over stores in memory: activities run, waits always run into their time.</summary>
/// <param name="happens">By hours since the start: what people do meanwhile.</param>
internal sealed class PlayedWarning(MemoryWarnings memory, params (double Hours, Func<Task> Act)[] happens) : TaskOrchestrationContext
{
    private readonly Queue<(double Hours, Func<Task> Act)> happens = new(happens);

    /// <summary>Activities with the hours at which they were called.</summary>
    public List<(double Hours, string Name)> Calls { get; } = [];

    /// <summary>By activity: what happens just before its first run.</summary>
    public Dictionary<string, Func<Task>> Before { get; } = [];

    public object? Next { get; private set; }

    public double Hours => (memory.Time.GetUtcNow() - Sample.Now).TotalHours;

    public override TaskName Name => nameof(WarningOrchestrator);

    public override string InstanceId => WarningRun.InstanceIdOf(memory.Id);

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => memory.Time.GetUtcNow().UtcDateTime;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => throw new NotSupportedException();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (Before.Remove(name.Name, out var act)) await act();
        Calls.Add((Hours, name.Name));
        return (TResult)(await RunAsync(name.Name, input!))!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var at = (new DateTimeOffset(fireAt, TimeSpan.Zero) - Sample.Now).TotalHours;
        while (happens.TryPeek(out var next) && next.Hours < at)
        {
            memory.Time.SetUtcNow(Sample.Now.AddHours(next.Hours));
            await happens.Dequeue().Act();
        }

        memory.Time.SetUtcNow(Sample.Now.AddHours(at));
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

    private async Task<object?> RunAsync(string name, object input)
    {
        switch (name)
        {
            case nameof(OpenAssignmentsActivity):
                return await new OpenAssignmentsActivity(memory.Questions).RunAsync((AskAt)input, Cancellation);
            case nameof(RemindAssigneesActivity):
                await new RemindAssigneesActivity(memory.Questions).RunAsync((Ask)input, Cancellation);
                return null;
            case nameof(EscalateAssignmentsActivity):
                await new EscalateAssignmentsActivity(memory.Questions).RunAsync((AskAt)input, Cancellation);
                return null;
            case nameof(LapseAssignmentsActivity):
                await new LapseAssignmentsActivity(memory.Questions).RunAsync((Ask)input, Cancellation);
                return null;
            case nameof(LapseWarningActivity):
                await memory.Lapse.RunAsync((string)input, Cancellation);
                return null;
            case nameof(AnnounceWarningActivity):
                return await memory.Announce.RunAsync((AnnounceRequest)input, Cancellation);
            default:
                throw new NotSupportedException(name);
        }
    }
}
