using System.Reflection;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using FunctionsApp;
using Microsoft.Azure.Functions.Worker;

namespace App.Tests.Worker;

/// <summary>What the built worker shows the host is what the sources declare, and its triggers wait at what is deployed.</summary>
[Collection(nameof(LoadedWorker))]
public sealed class IndexTests(LoadedWorker worker)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly JsonNode Topology = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "topology.json")))!;

    [Fact]
    public void Functions_Indexed_AreThoseOfTheSources() => Assert.Equal(
        typeof(AppComposition).Assembly.GetTypes().SelectMany(type => type.GetMethods(Declared))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()
            .Order(StringComparer.Ordinal),
        worker.Functions.Select(function => (string)function["name"]!).Order(StringComparer.Ordinal));

    [Fact]
    public void Functions_Loaded_GiveNoError() => Assert.Empty(
        worker.Functions.Zip(worker.Loaded).Where(pair => !Succeeded(pair.Second)).Select(pair => $"{pair.First["name"]}: {pair.Second}"));

    [Fact]
    public void ServiceBusTriggers_Together_AreAllQueuesAndSubscriptions() => Assert.Equal(
        Topology["queues"]!.AsArray().Select(queue => $"{queue!["name"]}").Concat(
            from topic in Topology["topics"]!.AsArray()
            from subscription in topic["subscriptions"]!.AsArray()
            select $"{topic["name"]}/{subscription["name"]}").Order(StringComparer.Ordinal),
        Triggers("serviceBusTrigger")
            .Select(trigger => (string?)trigger["queueName"] ?? $"{trigger["topicName"]}/{trigger["subscriptionName"]}")
            .Order(StringComparer.Ordinal));

    /// <summary>One message at a time: what the worker's source generator makes of the trigger's default values.</summary>
    [Fact]
    public void ServiceBusTriggers_TakeOneMessageOverTheDeployedConnection() => Assert.All(Triggers("serviceBusTrigger"), trigger =>
    {
        Assert.Equal("One", (string?)trigger["cardinality"]);
        Assert.Equal(FunctionsApp.Platform.Topology.ServiceBusConnection, (string?)trigger["connection"]);
    });

    [Fact]
    public void BlobTriggers_WatchTheContainersOfUploads()
    {
        string[] containers = [FunctionsApp.Platform.Topology.Incoming, FunctionsApp.Platform.Topology.ReportFiles];
        var triggers = Triggers("blobTrigger");

        Assert.Equal(containers.Select(container => $"{container}/{{name}}").Order(), triggers.Select(trigger => (string?)trigger["path"]).Order());
        Assert.Empty(containers.Except(Topology["containers"]!.AsArray().Select(container => (string)container!)));
        Assert.All(triggers, trigger => Assert.Equal("EventGrid", (string?)trigger["source"]));
        Assert.All(triggers, trigger => Assert.Equal(FunctionsApp.Platform.Topology.StorageConnection, (string?)trigger["connection"]));
    }

    private static bool Succeeded(JsonNode answer) => (string?)answer["result"]?["status"] == "Success";

    private List<JsonNode> Triggers(string type) =>
        [.. worker.Bindings.Where(binding => (string?)binding.Binding["type"] == type).Select(binding => binding.Binding)];
}
