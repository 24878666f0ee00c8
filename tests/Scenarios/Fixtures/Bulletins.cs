using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using LocalHost;
using LocalHost.ServiceBus;

namespace Scenarios.Fixtures;

/// <summary>What a city publishes on the topic <c>bulletins</c>, as a subscriber receives it.</summary>
/// <remarks>A subscription of its own keeps what is published before <see cref="Receive"/>, while the host starts.</remarks>
public sealed class Bulletins
{
    private const string Topic = "bulletins";
    private const string Subscription = "test";

    private readonly ConcurrentQueue<ServiceBusReceivedMessage> received = [];

    /// <summary>The app's topology with the subscription.</summary>
    public static Topology Topology { get; } = WithSubscription(Topology.Load(Path.Combine(AppContext.BaseDirectory, "topology.json")));

    public void Receive(LocalServiceBus bus) => bus.Subscribe($"{Topic}/{Subscription}", maxConcurrentCalls: 1, (message, _) =>
    {
        received.Enqueue(message);
        return Task.CompletedTask;
    });

    /// <summary>Bodies of all that was published about a subject, <c>alert</c> or <c>warning</c>, in order.</summary>
    public IReadOnlyList<JsonElement> Of(string subject) =>
    [
        .. received.Where(message => message.Subject == subject)
            .Select(message => JsonDocument.Parse(message.Body.ToMemory()).RootElement),
    ];

    private static Topology WithSubscription(Topology topology) => topology with
    {
        Topics = [.. topology.Topics.Select(topic => topic.Name == Topic ? With(topic) : topic)],
    };

    private static TopicTopology With(TopicTopology topic) =>
        topic with { Subscriptions = [.. topic.Subscriptions, new SubscriptionTopology(Subscription)] };
}
