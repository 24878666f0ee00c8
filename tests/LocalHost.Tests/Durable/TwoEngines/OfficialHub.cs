using System.Collections.Concurrent;
using System.Text.Json;
using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>Durable Task's engine with the isolated worker's shims, on Azure Storage's emulator: one task hub of all stories.</summary>
internal sealed class OfficialHub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<OrchestrationRuntimeState>> executions = [];
    private readonly ConcurrentDictionary<string, int?> resting = [];
    private readonly ConcurrentBag<Play> plays = [];
    private readonly AzureStorageOrchestrationService service;
    private readonly TaskHubWorker worker;
    private TaskCompletionSource turned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OfficialHub(AzureStorageOrchestrationService service)
    {
        this.service = service;
        var shims = new DurableTaskShimFactory(
            new DurableTaskWorkerOptions
            {
                DataConverter = DurableEngine.WebConverter,
                Versioning = new DurableTaskWorkerOptions.VersioningOptions { Version = Play.Version, DefaultVersion = Play.Version },
            },
            NullLoggerFactory.Instance);
        worker = new TaskHubWorker(
            service,
            new Made<TaskOrchestration>(name => shims.CreateOrchestration(name, new Orchestrator(this, Play.Orchestrators[name]))),
            new Made<TaskActivity>(name => shims.CreateActivity(name, new Activity(this))),
            NullLoggerFactory.Instance)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        worker.AddOrchestrationDispatcherMiddleware(WatchAsync);
    }

    public IOrchestrationServiceClient Client => service;

    /// <summary>Completes with the next turn of any instance.</summary>
    public Task NextTurn => Volatile.Read(ref turned).Task;

    public static async Task<OfficialHub> OpenAsync(string storage)
    {
        var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            TaskHubName = "TwoEngines",
            StorageAccountClientProvider = new StorageAccountClientProvider(storage),
            PartitionCount = 2,
            MaxQueuePollingInterval = TimeSpan.FromMilliseconds(200),
        });
        await service.CreateAsync();
        var hub = new OfficialHub(service);
        await hub.worker.StartAsync();
        // Else the history has no inputs of activities.
        hub.worker.TaskOrchestrationDispatcher.IncludeParameters = true;
        return hub;
    }

    public IPlayer Player(Play play)
    {
        plays.Add(play);
        return new OfficialPlayer(this, play);
    }

    /// <summary>How many of its activities are answered, if its last turn left none open; else null.</summary>
    public int? Resting(string id) => resting.GetValueOrDefault(id);

    /// <summary>An instance's executions, each with all its events up to the last turn.</summary>
    public IReadOnlyList<OrchestrationRuntimeState> Executions(string id) =>
        [.. executions[id].GroupBy(state => state.OrchestrationInstance!.ExecutionId).Select(turns => turns.Last())];

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(isForced: true);
        worker.Dispose();
    }

    private Play PlayOf(string id) => plays.First(play => id.Contains(play.Story, StringComparison.Ordinal));

    /// <summary>Keeps each turn's state, to which the dispatcher adds what the turn decides.</summary>
    /// <remarks>Storage keeps nothing of an execution that continued as new.</remarks>
    private async Task WatchAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        await next();
        var state = context.GetProperty<OrchestrationRuntimeState>();
        var id = state.OrchestrationInstance!.InstanceId;
        executions.GetOrAdd(id, _ => []).Enqueue(state);
        var begins = context.GetProperty<OrchestratorExecutionResult>().Actions.OfType<ScheduleTaskOrchestratorAction>().Any();
        var begun = state.Events.Count(item => item is TaskScheduledEvent);
        var answered = state.Events.Count(item => item is TaskCompletedEvent or TaskFailedEvent);
        resting[id] = !begins && begun == answered ? answered : null;
        Interlocked.Exchange(ref turned, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Makes a function's shim, one for each execution, whatever version is asked for.</summary>
    private sealed class Made<T>(Func<string, T> make) : INameVersionObjectManager<T>
    {
        public void Add(ObjectCreator<T> creator) => throw new NotSupportedException();

        public T? GetObject(string name, string? version) => make(name);
    }

    private sealed class Orchestrator(OfficialHub hub, FunctionDescriptor function) : ITaskOrchestrator
    {
        public Type InputType { get; } = function.Method.GetParameters()[1].ParameterType;

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) =>
            hub.PlayOf(context.InstanceId).RunAsync(function.Name, context);
    }

    private sealed class Activity(OfficialHub hub) : ITaskActivity
    {
        public Type InputType => typeof(JsonElement);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskActivityContext context, object? input) =>
            hub.PlayOf(context.InstanceId).ActAsync(context.InstanceId, context.Name, (JsonElement)input!);
    }
}
