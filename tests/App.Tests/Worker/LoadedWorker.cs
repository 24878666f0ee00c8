using System.Text.Json.Nodes;

namespace App.Tests.Worker;

[CollectionDefinition(nameof(LoadedWorker))]
public sealed class LoadedWorkerCollection : ICollectionFixture<LoadedWorker>;

/// <summary>One worker, brought to where the host invokes it: started, indexed, every function loaded.</summary>
public sealed class LoadedWorker : IAsyncLifetime
{
    private WorkerProcess? process;

    internal WorkerProcess Process => process!;

    /// <summary>The worker's answer to its initialisation.</summary>
    public JsonObject Initialised { get; private set; } = [];

    /// <summary>Metadata of the indexed functions.</summary>
    public IReadOnlyList<JsonObject> Functions { get; private set; } = [];

    /// <summary>Answers to the loading, in the order of <see cref="Functions"/>.</summary>
    public IReadOnlyList<JsonObject> Loaded { get; private set; } = [];

    /// <summary>Bindings by the function's name, as the host reads them.</summary>
    public IEnumerable<(string Function, JsonNode Binding)> Bindings =>
        from function in Functions
        from binding in function["rawBindings"]!.AsArray()
        select ((string)function["name"]!, JsonNode.Parse((string)binding!)!);

    public async ValueTask InitializeAsync()
    {
        process = await WorkerProcess.StartAsync();
        await process.StartedAsync();
        Initialised = await process.AskAsync("workerInitRequest", new JsonObject { ["hostVersion"] = "4.1040.0" });
        var folder = new JsonObject { ["functionAppDirectory"] = WorkerProcess.Folder };
        var indexed = await process.AskAsync("functionsMetadataRequest", folder);
        Functions = [.. indexed["functionMetadataResults"]!.AsArray().Select(function => function!.AsObject())];
        Loaded = await Task.WhenAll(Functions.Select(function => process.AskAsync(
            "functionLoadRequest",
            new JsonObject { ["functionId"] = (string)function["functionId"]!, ["metadata"] = function.DeepClone() })));
    }

    /// <summary>Invokes a function and returns the worker's answer.</summary>
    /// <param name="input">Value of the trigger, in the shape of the protocol's TypedData; null where it comes by HTTP.</param>
    /// <param name="id">What the host found at <c>{id}</c> of the route.</param>
    public Task<JsonObject> InvokeAsync(string function, JsonObject? input, string? invocation = null, string? id = null)
    {
        var trigger = Bindings.Single(entry =>
            entry.Function == function && ((string)entry.Binding["type"]!).EndsWith("Trigger", StringComparison.Ordinal)).Binding;
        return Process.AskAsync("invocationRequest", new JsonObject
        {
            ["invocationId"] = invocation ?? Guid.NewGuid().ToString(),
            ["functionId"] = (string)Functions.Single(candidate => (string)candidate["name"]! == function)["functionId"]!,
            ["inputData"] = input is null ? [] : new JsonArray(new JsonObject { ["name"] = (string)trigger["name"]!, ["data"] = input }),
            ["triggerMetadata"] = id is null ? [] : new JsonObject { ["id"] = new JsonObject { ["string"] = id } },
            ["traceContext"] = new JsonObject { ["traceParent"] = "" },
        });
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
