using System.Reflection;
using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Platform;

public class TopologyTests
{
    private static readonly string[] Settings = [Topology.ServiceBusConnection, Topology.StorageConnection];

    [Fact]
    public void Topology_OfTheCode_IsTheOneListOfInfra()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "topology.json")));
        var listed = new[] { "queues", "topics" }.SelectMany(kind => file.RootElement.GetProperty(kind).EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!))
            .Concat(file.RootElement.GetProperty("topics").EnumerateArray().SelectMany(topic => topic.GetProperty("subscriptions").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!)))
            .Concat(new[] { "containers", "tables" }.SelectMany(kind => file.RootElement.GetProperty(kind).EnumerateArray().Select(entry => entry.GetString()!)))
            .ToHashSet();

        var named = typeof(Topology).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Except(Settings).ToHashSet();

        Assert.Equal(listed.Order(), named.Order());
    }
}
