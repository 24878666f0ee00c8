using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace App.Tests.Fixtures;

/// <summary>An orchestration's surroundings in a test: activities and sub-orchestrations are functions, time is turned by hand. No history and no replay.</summary>
internal sealed class PlayedContext(DateTimeOffset start) : TaskOrchestrationContext
{
    private readonly List<(DateTime At, TaskCompletionSource Done)> timers = [];
    private readonly Dictionary<string, Queue<string>> events = [];
    private readonly Dictionary<string, Queue<TaskCompletionSource<string>>> waits = [];
    private DateTime now = start.UtcDateTime;

    /// <summary>By function name: input to result.</summary>
    public Dictionary<string, Func<object?, object?>> Answers { get; } = [];

    /// <summary>Names of functions in the order of their calls.</summary>
    public List<string> Calls { get; } = [];

    public List<(string Instance, string Event)> Sent { get; } = [];

    public List<object?> Statuses { get; } = [];

    public override TaskName Name => "test";

    public override string InstanceId => "test";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public DateTimeOffset? NextTimer => timers.Count == 0 ? null : new DateTimeOffset(timers.Min(timer => timer.At), TimeSpan.Zero);

    /// <summary>A function is a real activity.</summary>
    public void Plays<TInput>(string name, Func<TInput, Task<object?>> activity) => Answers[name] = input => activity((TInput)input!);

    /// <inheritdoc cref="Plays{TInput}(string, Func{TInput, Task{object}})"/>
    public void Plays<TInput>(string name, Func<TInput, Task> activity) => Plays<TInput>(name, async input =>
    {
        await activity(input);
        return null;
    });

    public void Raise(string name)
    {
        if (waits.TryGetValue(name, out var waiting) && waiting.TryDequeue(out var wait)) wait.SetResult("");
        else Queue(events, name).Enqueue("");
    }

    /// <summary>Jumps to the next timer and fires it.</summary>
    public void Jump()
    {
        var next = timers.MinBy(timer => timer.At);
        now = next.At;
        timers.Remove(next);
        next.Done.SetResult();
    }

    public override T? GetInput<T>()
        where T : default => throw new NotSupportedException();

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) => Answer<TResult>(name, input);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Answer<TResult>(orchestratorName, input);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        timers.Add((fireAt, done));
        cancellationToken.Register(() => timers.RemoveAll(timer => timer.Done == done));
        return done.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (!Queue(events, eventName).TryDequeue(out var text))
        {
            var wait = new TaskCompletionSource<string>();
            Queue(waits, eventName).Enqueue(wait);
            text = await wait.Task;
        }

        return (T)(object)text;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => Sent.Add((instanceId, eventName));

    public override void SetCustomStatus(object? customStatus) => Statuses.Add(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    private static Queue<T> Queue<T>(Dictionary<string, Queue<T>> queues, string name) => queues.TryGetValue(name, out var queue) ? queue : queues[name] = [];

    // Inputs and results pass through JSON, as in a real run.
    private async Task<TResult> Answer<TResult>(string name, object? input)
    {
        Calls.Add(name);
        if (input is not null) input = JsonSerializer.Deserialize(JsonSerializer.Serialize(input), input.GetType());
        var answer = Answers.TryGetValue(name, out var function) ? function(input) : null;
        if (answer is Task<object?> later) answer = await later;
        return JsonSerializer.Deserialize<TResult>(JsonSerializer.Serialize(answer))!;
    }
}
