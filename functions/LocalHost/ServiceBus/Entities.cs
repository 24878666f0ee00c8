using FunctionsApp.Operations;

namespace LocalHost.ServiceBus;

/// <summary>A queue or topic with the paths that receive what is sent to it: itself, or its subscriptions.</summary>
internal sealed record Destination(string Name, IReadOnlyList<Recipient> Recipients, TimeSpan? DuplicateDetection);

/// <summary>A path that receives what is sent.</summary>
/// <param name="Subjects">Of the messages that it takes; null: all.</param>
/// <param name="Subscription">Its name; null for a queue.</param>
internal sealed record Recipient(string Path, IReadOnlyList<string>? Subjects = null, string? Subscription = null)
{
    /// <summary>As the filter of its rule on Azure: by subject; a dead letter that is sent again, by its own subscription.</summary>
    public bool Takes(MessageHeader header) => Subjects is null
        || (header.Subject is { } subject && Subjects.Contains(subject)
            && (!header.Properties.TryGetValue(SendDeadLetters.ResentTo, out var to) || to == Subscription));
}

/// <summary>The limits of a queue or subscription.</summary>
internal sealed record QueueLimits(string Path, int MaxDeliveryCount, TimeSpan LockDuration);

/// <summary>The topology as the broker uses it: where one sends, and where one receives.</summary>
internal static class Entities
{
    /// <summary>By name of queue or topic, in any case, as Azure takes them.</summary>
    public static Dictionary<string, Destination> Destinations(Topology topology) => topology.Queues
        .Select(queue => new Destination(queue.Name, [new Recipient(queue.Name)], queue.DuplicateDetection))
        .Concat(topology.Topics.Select(topic => new Destination(
            topic.Name,
            [
                .. topic.Subscriptions.Select(subscription =>
                    new Recipient($"{topic.Name}/{subscription.Name}", subscription.Subjects, subscription.Name)),
            ],
            topic.DuplicateDetection)))
        .ToDictionary(destination => destination.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<QueueLimits> Limits(Topology topology) => topology.Queues
        .Select(queue => new QueueLimits(queue.Name, queue.MaxDeliveryCount, queue.LockDuration))
        .Concat(topology.Topics.SelectMany(topic => topic.Subscriptions.Select(subscription =>
            new QueueLimits($"{topic.Name}/{subscription.Name}", subscription.MaxDeliveryCount, subscription.LockDuration))));
}
