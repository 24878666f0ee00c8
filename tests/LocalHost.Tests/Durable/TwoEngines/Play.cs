using System.Collections.Concurrent;
using System.Text.Json;
using FunctionsApp;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>One run of a story on one engine: App's orchestrators among scripted activities.</summary>
/// <param name="story">Part of the id of each of its instances, so that an engine knows whose they are.</param>
internal sealed class Play(string story)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly ConcurrentDictionary<string, Func<JsonElement, Task<object?>>> answers = [];
    private readonly ConcurrentDictionary<string, InstanceRecord> records = [];
    private readonly ConcurrentDictionary<(string Id, string Activity, int Times), TaskCompletionSource> called = [];
    private IPlayer? player;

    private static readonly FunctionCatalogue Functions = FunctionCatalogue.Of(typeof(AppComposition).Assembly.GetTypes());

    /// <summary>App's orchestrators by name.</summary>
    public static IReadOnlyDictionary<string, FunctionDescriptor> Orchestrators { get; } =
        Functions.With<OrchestrationTriggerAttribute>().ToDictionary(pair => pair.Function.Name, pair => pair.Function);

    /// <summary>Names of App's activities.</summary>
    public static IReadOnlyList<string> Activities { get; } =
        [.. Functions.With<ActivityTriggerAttribute>().Select(pair => pair.Function.Name)];

    /// <summary>The version that every instance starts with.</summary>
    public static string Version => "1.0";

    public string Story => story;

    /// <summary>Of each instance that ran code.</summary>
    public IReadOnlyDictionary<string, InstanceRecord> Records => records;

    public IPlayer Player
    {
        get => player ?? throw new InvalidOperationException("No engine plays this.");
        set => player = value;
    }

    /// <summary>What an activity returns for its input. Without an answer it returns null.</summary>
    public void Answer<TInput>(string activity, Func<TInput, object?> answer) =>
        AnswerAsync<TInput>(activity, input => Task.FromResult(answer(input)));

    /// <summary>As <see cref="Answer"/>, where something else happens before the answer.</summary>
    public void AnswerAsync<TInput>(string activity, Func<TInput, Task<object?>> answer) =>
        answers[activity] = input => answer(DurableEngine.WebConverter.Deserialize<TInput>(input.GetRawText())!);

    /// <summary>The code of an orchestrator, watched.</summary>
    public Task<object?> RunAsync(string orchestrator, TaskOrchestrationContext context) =>
        OrchestratorBinding.Bind(Orchestrators[orchestrator])(new WatchedContext(context, Record(context.InstanceId)));

    /// <summary>An activity is called.</summary>
    public async Task<object?> ActAsync(string id, string activity, JsonElement input)
    {
        var times = Record(id).Call(activity, input);
        Called(id, activity, times).TrySetResult();
        return answers.TryGetValue(activity, out var answer) ? await answer(input) : null;
    }

    public Task StartAsync(string orchestrator, string id, object input) => Player.StartAsync(orchestrator, id, input);

    public Task RaiseAsync(string id, string name) => Player.RaiseAsync(id, name);

    /// <summary>Returns when an instance has called the activity that often, has its answer, and waits.</summary>
    public async Task WaitsAfterAsync(string id, string activity, int times = 1)
    {
        await PatientlyAsync(Called(id, activity, times).Task, $"{activity} is called {times} times");
        await PatientlyAsync(Player.RestsAsync(id), $"{id} waits");
    }

    /// <summary>The instance's result.</summary>
    public async Task<T?> EndsAsync<T>(string id)
    {
        await PatientlyAsync(Player.EndsAsync(id), $"{id} ends");
        var end = End(id);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, null), (end?.Status, end?.Failure));
        return DurableEngine.WebConverter.Deserialize<T>(end!.Output);
    }

    /// <summary>How the instance's last execution was started.</summary>
    public ExecutionStarted Start(string id) => Player.Executions(id)[^1].Turns[0].Received.OfType<ExecutionStarted>().Single();

    /// <summary>How the instance's last execution ended; null if it has not.</summary>
    public ExecutionCompleted? End(string id) =>
        Player.Executions(id)[^1].Turns[^1].Decided.OfType<ExecutionCompleted>().SingleOrDefault();

    private InstanceRecord Record(string id) => records.GetOrAdd(id, _ => new InstanceRecord());

    private TaskCompletionSource Called(string id, string activity, int times) =>
        called.GetOrAdd((id, activity, times), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>A story that hangs fails with what it did so far.</summary>
    private async Task PatientlyAsync(Task happening, string what)
    {
        try
        {
            await happening.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            var did = records.SelectMany(record => record.Value.Calls.Select(call => $"{record.Key}: {call}"));
            var vain = $"{Player.GetType().Name}, {story}: waited in vain until {what}.";
            throw new TimeoutException(string.Join(Environment.NewLine, did.Prepend(vain)));
        }
    }
}
