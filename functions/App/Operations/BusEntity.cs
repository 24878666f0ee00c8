using System.Reflection;
using FunctionsApp.Platform.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Operations;

/// <summary>A queue, or a topic's subscription, from which a function of the app takes messages.</summary>
/// <param name="Topic">Null for a queue.</param>
public sealed record BusEntity(string? Topic, string Name)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All, as the functions' triggers declare them, by path.</summary>
    public static IReadOnlyList<BusEntity> All { get; } =
    [
        .. typeof(BusEntity).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<ServiceBusTriggerAttribute>())
            .OfType<ServiceBusTriggerAttribute>()
            .Select(trigger => trigger.QueueName is { } queue
                ? new BusEntity(null, queue) : new(trigger.TopicName, trigger.SubscriptionName!))
            .Distinct()
            .OrderBy(entity => entity.Path, StringComparer.Ordinal),
    ];

    /// <summary>"queue" or "topic/subscription".</summary>
    public string Path => Topic is null ? Name : $"{Topic}/{Name}";

    /// <summary>Where one sends what shall arrive here.</summary>
    public string Destination => Topic ?? Name;

    /// <exception cref="ProblemException">not-found.</exception>
    public static BusEntity Of(string? path) => All.FirstOrDefault(entity => entity.Path == path) ?? throw PlatformProblems.NotFound.With();
}
