using System.Reflection;
using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp.Platform;

namespace App.Tests.Platform;

public class TopologyTests
{
    private static readonly string[] Settings = [Topology.ServiceBusConnection, Topology.StorageConnection];

    [Fact]
    public void Topology_OfTheCode_IsTheOneListOfInfra()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "topology.json")));
        IEnumerable<JsonElement> Entries(string kind) => file.RootElement.GetProperty(kind).EnumerateArray();
        static string Name(JsonElement entry) => entry.GetProperty("name").GetString()!;
        HashSet<string> listed =
        [
            .. Entries("queues").Select(Name),
            .. Entries("topics").Select(Name),
            .. Entries("topics").SelectMany(topic => topic.GetProperty("subscriptions").EnumerateArray()).Select(Name),
            .. Entries("containers").Concat(Entries("tables")).Select(entry => entry.GetString()!),
        ];

        var named = typeof(Topology).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!).Except(Settings).ToHashSet();

        Assert.Equal(listed.Order(), named.Order());
    }
}
