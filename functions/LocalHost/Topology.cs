using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace LocalHost;

/// <summary>The queues, topics, containers and tables of the application, as infra/topology.json lists them.</summary>
public sealed record Topology(
    IReadOnlyList<QueueTopology> Queues,
    IReadOnlyList<TopicTopology> Topics,
    IReadOnlyList<string> Containers,
    IReadOnlyList<string> Tables)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new IsoDurationConverter() },
    };

    /// <summary>Reads the file; durations are ISO 8601 (PT1M).</summary>
    /// <exception cref="InvalidDataException">Not JSON, an unknown member, a bad duration, a name twice or out of range; the message names file and place.</exception>
    public static Topology Load(string path)
    {
        try
        {
            var topology = JsonSerializer.Deserialize<Topology>(File.ReadAllText(path), Format) ?? throw new JsonException("The file holds null.");
            var whole = new Topology(topology.Queues ?? [], topology.Topics ?? [], topology.Containers ?? [], topology.Tables ?? []);
            whole.Check();
            return whole;
        }
        catch (JsonException invalid)
        {
            throw new InvalidDataException($"{path}: {invalid.Message}", invalid);
        }
    }

    private void Check()
    {
        Unique("queue or topic", [.. Queues.Select(queue => queue.Name), .. Topics.Select(topic => topic.Name)]);
        Unique("container", Containers);
        Unique("table", Tables);
        foreach (var queue in Queues) CheckReceiver(queue.Name, queue.MaxDeliveryCount, queue.LockDuration);
        foreach (var topic in Topics)
        {
            Unique($"subscription of {topic.Name}", [.. topic.Subscriptions.Select(subscription => subscription.Name)]);
            foreach (var one in topic.Subscriptions) CheckReceiver($"{topic.Name}/{one.Name}", one.MaxDeliveryCount, one.LockDuration);
        }
    }

    private static void Unique(string kind, IReadOnlyList<string> names)
    {
        if (names.Any(string.IsNullOrWhiteSpace)) throw new JsonException($"A {kind} has no name.");
        var twice = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new JsonException($"The {kind} '{twice.Key}' is listed twice.");
    }

    private static void CheckReceiver(string path, int maxDeliveryCount, TimeSpan lockDuration)
    {
        if (maxDeliveryCount is < 1 or > 2000) throw new JsonException($"'{path}': maxDeliveryCount is {maxDeliveryCount}; allowed are 1–2000.");
        if (lockDuration < TimeSpan.FromSeconds(5) || lockDuration > TimeSpan.FromMinutes(5))
        {
            throw new JsonException($"'{path}': lockDuration is {XmlConvert.ToString(lockDuration)}; allowed are PT5S–PT5M.");
        }
    }

    private sealed class IsoDurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? "";
            try
            {
                return XmlConvert.ToTimeSpan(text);
            }
            catch (FormatException invalid)
            {
                throw new JsonException($"'{text}' is not an ISO 8601 duration, such as PT1M or P1D.", invalid);
            }
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(XmlConvert.ToString(value));
    }
}

/// <summary>A queue.</summary>
/// <param name="MaxDeliveryCount">Deliveries before the dead-letter queue, 1–2000. Default 10.</param>
/// <param name="LockDuration">5 s–5 min. Default 1 min.</param>
/// <param name="DuplicateDetection">How long a MessageId is remembered; null: not at all.</param>
public sealed record QueueTopology(
    string Name,
    int MaxDeliveryCount = 10,
    TimeSpan LockDuration = default,
    TimeSpan? DuplicateDetection = null)
{
    public TimeSpan LockDuration { get; init; } = LockDuration == default ? TimeSpan.FromMinutes(1) : LockDuration;
}

/// <summary>A topic: each of its subscriptions gets a copy of every message that it takes. Durations as of a queue.</summary>
public sealed record TopicTopology(
    string Name, IReadOnlyList<SubscriptionTopology> Subscriptions, TimeSpan? DuplicateDetection = null);

/// <summary>A subscription, its limits as of a queue.</summary>
/// <param name="Subjects">It takes messages with one of these subjects; null: every message.</param>
public sealed record SubscriptionTopology(
    string Name, int MaxDeliveryCount = 10, TimeSpan LockDuration = default, IReadOnlyList<string>? Subjects = null)
{
    public TimeSpan LockDuration { get; init; } = LockDuration == default ? TimeSpan.FromMinutes(1) : LockDuration;
}
