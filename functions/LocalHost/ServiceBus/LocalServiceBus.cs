using System.Collections.Concurrent;
using System.Text;
using Azure.Messaging.ServiceBus;
using LocalHost.Clock;
using Microsoft.Extensions.Logging;

namespace LocalHost.ServiceBus;

/// <summary>
/// An embedded broker with what App relies on in Azure Service Bus: peek-lock, delivery count, dead letters, duplicate detection.
/// Stored in SQLite: after the death of the process every unacknowledged message is delivered again.
/// </summary>
public sealed class LocalServiceBus : IAsyncDisposable
{
    /// <summary>Bytes that may be sent together, headers included: 256 KB, as on the standard tier.</summary>
    private const long SizeLimit = 256 * 1024;

    private readonly Dictionary<string, Destination> destinations;
    private readonly Dictionary<string, LocalQueue> queues;
    private readonly ConcurrentDictionary<string, DeadLetterQueue> deadLetters = new(StringComparer.OrdinalIgnoreCase);
    private readonly MessageStore store;
    private readonly HostClock clock;
    private readonly CancellationTokenSource stopping = new();

    public LocalServiceBus(string databasePath, Topology topology, HostClock clock, WorkTracker work, ILoggerFactory loggers)
    {
        this.clock = clock;
        store = new MessageStore(databasePath);
        destinations = Entities.Destinations(topology);
        var logger = loggers.CreateLogger<LocalServiceBus>();
        queues = Entities.Limits(topology).ToDictionary(
            limits => limits.Path,
            limits => new LocalQueue(limits, store, clock, work, logger, path => DeadLettered?.Invoke(path)),
            StringComparer.OrdinalIgnoreCase);
        Client = new LocalServiceBusClient(this);
    }

    /// <summary>Raised with the queue or topic for each message that arrived there, after it is durable; not for a duplicate.</summary>
    public event Action<string, ServiceBusReceivedMessage>? Arrived;

    /// <summary>Raised with the "queue" or "topic/subscription" of each message that became a dead letter, after it is stored.</summary>
    /// <remarks>Handlers must be short: the queue waits.</remarks>
    public event Action<string>? DeadLettered;

    public ServiceBusClient Client { get; }

    /// <summary>Delivers from <see cref="Start"/> on. The handler's success completes the message, its failure abandons it.</summary>
    /// <param name="entityPath">"queue" or "topic/subscription".</param>
    /// <param name="autoRenewal">How long a running handler's lock is renewed for it; zero: not at all. The Functions host's default is 5 minutes.</param>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public void Subscribe(
        string entityPath,
        int maxConcurrentCalls,
        Func<ServiceBusReceivedMessage, CancellationToken, Task> handler,
        TimeSpan autoRenewal = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrentCalls, 1);
        Queue(entityPath).Subscribe(new(entityPath, maxConcurrentCalls, autoRenewal, handler, stopping.Token));
    }

    /// <summary>Begins delivery, also of what an earlier process left.</summary>
    public void Start()
    {
        foreach (var queue in queues.Values) queue.Open();
    }

    /// <summary>Takes up nothing new and waits for the handlers; when cancelled, their tokens are, and it waits no longer.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        try
        {
            await Task.WhenAll(queues.Values.Select(queue => queue.CloseAsync(cancellation)));
        }
        catch (OperationCanceledException)
        {
            await stopping.CancelAsync();
        }
    }

    /// <summary>The dead letters of "queue" or "topic/subscription" with their DeadLetterReason, oldest first.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public IReadOnlyList<ServiceBusReceivedMessage> DeadLetters(string entityPath)
    {
        Queue(entityPath);
        return [.. store.DeadLetters(entityPath).Select(message => message.ToReceived())];
    }

    /// <summary>The dead letters that a receiver takes, with the locks of all receivers.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    internal DeadLetterQueue DeadLetterQueue(string entityPath)
    {
        Queue(entityPath);
        return deadLetters.GetOrAdd(entityPath, path => new DeadLetterQueue(path, store, clock));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await Client.DisposeAsync();
        store.Dispose();
        stopping.Dispose();
    }

    /// <summary>Stores all or none.</summary>
    internal void Send(string name, IReadOnlyList<ServiceBusMessage> messages)
    {
        var destination = destinations.GetValueOrDefault(name) ?? throw NotFound(name);
        var now = clock.GetUtcNow();
        var outgoing = messages.Select(message => new OutgoingMessage(MessageHeader.Of(message, now), message.Body.ToArray())).ToList();
        var size = outgoing.Sum(message => message.Body.Length + Encoding.UTF8.GetByteCount(message.Header.ToJson()));
        if (size > SizeLimit)
        {
            throw new ServiceBusException(
                $"{size} bytes are sent at once; the limit is {SizeLimit}.", ServiceBusFailureReason.MessageSizeExceeded, name);
        }

        foreach (var (copies, sent) in store.Send(destination, outgoing, now).Zip(outgoing))
        {
            if (copies is null) continue;
            foreach (var copy in copies) queues[copy.Path].Enqueue(copy.Sequence);
            Arrived?.Invoke(destination.Name, new StoredMessage(0, destination.Name, false, 0, sent.Header, sent.Body).ToReceived());
        }
    }

    private LocalQueue Queue(string path) => queues.GetValueOrDefault(path) ?? throw NotFound(path);

    private static ServiceBusException NotFound(string name) =>
        new($"The messaging entity '{name}' is not in the topology.", ServiceBusFailureReason.MessagingEntityNotFound, name);
}
