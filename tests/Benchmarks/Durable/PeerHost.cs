using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Core.History;
using LocalHost.Azurite;
using LocalHost.Durable;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Durable;

/// <summary>Durable Task's own worker on a store of its own, with the same orchestrations as <see cref="DurableHost"/>, in the same process and without gRPC.</summary>
internal sealed class PeerHost : IAsyncDisposable
{
    private readonly IOrchestrationServiceClient client;
    private readonly TaskHubWorker worker;
    private readonly IAsyncDisposable? storage;

    private PeerHost(IOrchestrationServiceClient client, TaskHubWorker worker, IAsyncDisposable? storage) => (this.client, this.worker, this.storage) = (client, worker, storage);

    /// <summary>The in-memory service of InProcessTestHost: nothing on disk.</summary>
    public static Task<PeerHost> InMemoryAsync()
    {
        var service = new InMemoryOrchestrationService();
        return OpenAsync(service, service, null);
    }

    /// <summary>What runs by default on Azure, with its default settings, on a storage emulator of its own.</summary>
    public static async Task<PeerHost> AzureStorageAsync(CancellationToken cancellation)
    {
        var azurite = new AzuriteProcess(FreshData.For("durable-azure-storage").Azurite, Console.WriteLine);
        await azurite.StartAsync(cancellation);
        var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            TaskHubName = "Benchmark",
            StorageAccountClientProvider = new StorageAccountClientProvider(azurite.Settings.ConnectionString),
        });
        await service.CreateAsync();
        return await OpenAsync(service, service, azurite);
    }

    /// <exception cref="InvalidOperationException">It did not complete.</exception>
    public async Task RunAsync(string orchestrator, int input, CancellationToken cancellation)
    {
        var instance = new OrchestrationInstance { InstanceId = Guid.NewGuid().ToString("N"), ExecutionId = Guid.NewGuid().ToString("N") };
        var start = new ExecutionStartedEvent(-1, DurableEngine.WebConverter.Serialize(input)) { Name = orchestrator, Version = string.Empty, OrchestrationInstance = instance };
        await client.CreateTaskOrchestrationAsync(new TaskMessage { OrchestrationInstance = instance, Event = start });
        var done = await client.WaitForOrchestrationAsync(instance.InstanceId, null, TimeSpan.FromMinutes(5), cancellation);
        if (done.OrchestrationStatus != OrchestrationStatus.Completed) throw new InvalidOperationException($"{instance.InstanceId} ended as {done.OrchestrationStatus}: {done.FailureDetails}");
    }

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(isForced: true);
        worker.Dispose();
        if (storage is not null) await storage.DisposeAsync();
    }

    private static async Task<PeerHost> OpenAsync(IOrchestrationService service, IOrchestrationServiceClient client, IAsyncDisposable? storage)
    {
        var shims = new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = DurableEngine.WebConverter }, NullLoggerFactory.Instance);
        var worker = new TaskHubWorker(service) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        worker.AddTaskOrchestrations(new Made<TaskOrchestration>("Sequence", () =>
            shims.CreateOrchestration<int, object>("Sequence", (context, _) => DurableHost.Orchestrators["Sequence"](context))));
        worker.AddTaskActivities(new Made<TaskActivity>("SayHello", () =>
            shims.CreateActivity<string, string>("SayHello", (_, name) => Task.FromResult<string?>($"Hello {name}!"))));
        await worker.StartAsync();
        return new PeerHost(client, worker, storage);
    }

    /// <summary>A shim belongs to one execution: a new one for each.</summary>
    private sealed class Made<T> : ObjectCreator<T>
    {
        private readonly Func<T> make;

        public Made(string name, Func<T> make) => (Name, Version, this.make) = (name, string.Empty, make);

        public override T Create() => make();
    }
}
