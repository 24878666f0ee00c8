using System.Text.Json.Nodes;
using App.Tests.Fixtures;

namespace Infra.Tests;

/// <summary>Every entity of topology.json is deployed, with what the list says of it.</summary>
public class EntitiesTests(Templates templates)
{
    private const string Queue = "Microsoft.ServiceBus/namespaces/queues";
    private const string Topic = "Microsoft.ServiceBus/namespaces/topics";
    private const string Subscription = "Microsoft.ServiceBus/namespaces/topics/subscriptions";
    private const string Rule = "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules";
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private const string Table = "Microsoft.Storage/storageAccounts/tableServices/tables";

    private static readonly JsonObject Topology = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "topology.json")))!.AsObject();

    [Fact]
    public void EveryEntity_IsThereAsListed() => Assert.Empty(templates.Deployments.SelectMany(Faults));

    [Theory]
    [InlineData(Queue)]
    [InlineData(Topic)]
    [InlineData(Subscription)]
    [InlineData(Rule)]
    [InlineData(Container)]
    [InlineData(Table)]
    public void Entity_TakenAway_IsMissed(string type) => Assert.Single(Faults(templates.Deployment("dev").Without(resource => Deployment.Type(resource) == type)));

    [Fact]
    public void Queue_WithoutItsDuplicateDetection_IsSeen() =>
        Assert.Single(Faults(templates.Deployment("dev").With(Queue, queue => queue["properties"]!["requiresDuplicateDetection"] = false)));

    [Fact]
    public void Queue_NobodyListed_IsSeen() =>
        Assert.Single(Faults(templates.Deployment("dev").Changed(document => document["predictedResources"]!.AsArray().Add(
            new JsonObject { ["type"] = Queue, ["id"] = "x", ["name"] = "sbns-x/orders", ["properties"] = new JsonObject() }))));

    [Fact]
    public void Loop_ThatLeavesOneOut_IsSeen()
    {
        var mutated = templates.Mutated("dev", "modules/servicebus.bicep", text => text.Replace("for queue in topology.queues:", "for queue in skip(topology.queues, 1):", StringComparison.Ordinal));

        Assert.Equal(["dev: Microsoft.ServiceBus/namespaces/queues/letters is missing"], Faults(mutated));
    }

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        var wanted = Wanted().ToList();
        foreach (var (type, name, properties) in wanted)
        {
            var found = deployment.Of(type).SingleOrDefault(resource => Tail(resource, type) == name);
            if (found is null) yield return $"{deployment.Variant}: {type}/{name} is missing";
            foreach (var (property, value) in properties.Where(_ => found is not null))
            {
                if (!JsonNode.DeepEquals(found!["properties"]?[property], value)) yield return $"{deployment.Variant}: {type}/{name} has {property} {found["properties"]?[property]}, not {value}";
            }
        }

        // Containers may be more: the platform has its own.
        foreach (var type in new[] { Queue, Topic, Subscription, Rule, Table })
        {
            foreach (var extra in deployment.Of(type).Select(resource => Tail(resource, type)).Except(wanted.Where(entity => entity.Type == type).Select(entity => entity.Name)))
            {
                yield return $"{deployment.Variant}: {type}/{extra} is not in topology.json";
            }
        }
    }

    private static IEnumerable<(string Type, string Name, Dictionary<string, JsonNode?> Properties)> Wanted()
    {
        foreach (var queue in List("queues"))
        {
            yield return (Queue, Text(queue, "name"), Detecting(queue, Listening(queue)));
        }

        foreach (var topic in List("topics"))
        {
            yield return (Topic, Text(topic, "name"), Detecting(topic, []));
            foreach (var subscription in topic["subscriptions"]!.AsArray())
            {
                var path = $"{Text(topic, "name")}/{Text(subscription!, "name")}";
                yield return (Subscription, path, Listening(subscription!));
                if (subscription!["subjects"] is not JsonArray subjects) continue;
                yield return (Rule, $"{path}/$Default", Taking(Text(subscription, "name"), subjects));
            }
        }

        foreach (var container in List("containers")) yield return (Container, container.GetValue<string>(), new() { ["publicAccess"] = "None" });
        foreach (var table in List("tables")) yield return (Table, table.GetValue<string>(), []);
    }

    private static Dictionary<string, JsonNode?> Listening(JsonNode entry) => new()
    {
        ["maxDeliveryCount"] = entry["maxDeliveryCount"]!.DeepClone(),
        ["lockDuration"] = entry["lockDuration"]!.DeepClone(),
        ["deadLetteringOnMessageExpiration"] = true,
    };

    private static Dictionary<string, JsonNode?> Taking(string subscription, JsonArray subjects) => new()
    {
        ["filterType"] = "SqlFilter",
        ["sqlFilter"] = new JsonObject
        {
            ["sqlExpression"] = $"sys.Label IN ({string.Join(", ", subjects.Select(subject => $"'{subject!.GetValue<string>()}'"))})"
                + $" AND (NOT EXISTS(resentTo) OR resentTo = '{subscription}')",
        },
    };

    /// <summary>Service Bus takes no longer one.</summary>
    [Fact]
    public void Filter_OfASubscription_HasAtMost1024Characters() => Assert.All(
        Wanted().Where(entity => entity.Type == Rule),
        rule => Assert.InRange(rule.Properties["sqlFilter"]!["sqlExpression"]!.GetValue<string>().Length, 1, 1024));

    private static Dictionary<string, JsonNode?> Detecting(JsonNode entry, Dictionary<string, JsonNode?> properties) => new(properties)
    {
        ["requiresDuplicateDetection"] = true,
        ["duplicateDetectionHistoryTimeWindow"] = entry["duplicateDetection"]!.DeepClone(),
    };

    private static IEnumerable<JsonNode> List(string kind) => Topology[kind]!.AsArray().Select(entry => entry!);

    private static string Text(JsonNode entry, string property) => entry[property]!.GetValue<string>();

    // The name below the account or namespace, without the word "default" of storage's services.
    private static string Tail(JsonObject resource, string type) =>
        string.Join('/', Deployment.Name(resource).Split('/').Skip(type.StartsWith("Microsoft.Storage", StringComparison.Ordinal) ? 2 : 1));
}
