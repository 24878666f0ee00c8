using Azure.Messaging.ServiceBus;
using LocalHost.Clock;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LocalHost.ServiceBus;

/// <summary>
/// An embedded broker with Azure Service Bus's semantics: peek-lock, delivery count, dead letters, duplicate detection,
/// schedules. Stored in SQLite: after the death of the process every unacknowledged message is delivered again.
/// </summary>
public sealed class LocalServiceBus : IAsyncDisposable
{
    private readonly Dictionary<string, Destination> destinations;
    private readonly Dictionary<string, LocalQueue> queues;
    private readonly MessageStore store;
    private readonly ScheduledMessages scheduled;
    private readonly HostClock clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();

    public LocalServiceBus(string databasePath, Topology topology, HostClock clock, WorkTracker work, ILoggerFactory loggers)
    {
        this.clock = clock;
        logger = loggers.CreateLogger<LocalServiceBus>();
        store = new MessageStore(databasePath);
        scheduled = new ScheduledMessages(clock, work, Activate);
        destinations = Entities.Destinations(topology);
        queues = Entities.Limits(topology).ToDictionary(
            limits => limits.Path, limits => new LocalQueue(limits, store, clock, work, logger, path => DeadLettered?.Invoke(path)), StringComparer.OrdinalIgnoreCase);
        Client = new LocalServiceBusClient(this);
    }

    /// <summary>Raised with the queue or topic for each message that arrived there (once per topic, no duplicates, a scheduled one when due), after it is durable.</summary>
    public event Action<string, ServiceBusReceivedMessage>? Arrived;

    /// <summary>Raised with the "queue" or "topic/subscription" of each message that became a dead letter, after it is stored. Handlers must be short: the queue waits.</summary>
    public event Action<string>? DeadLettered;

    public ServiceBusClient Client { get; }

    /// <summary>Delivers to the handler; before <see cref="StartAsync"/> nothing moves.</summary>
    /// <param name="entityPath">"queue" or "topic/subscription".</param>
    /// <param name="autoComplete">Completes after the handler's success; a failure always abandons.</param>
    /// <param name="autoRenewal">How long a running handler's lock is renewed for it; zero: not at all. The Functions host's default is 5 minutes.</param>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public void Subscribe(
        string entityPath,
        int maxConcurrentCalls,
        bool autoComplete,
        Func<ServiceBusReceivedMessage, ServiceBusMessageActions, CancellationToken, Task> handler,
        TimeSpan autoRenewal = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrentCalls, 1);
        Queue(entityPath).Subscribe(new(entityPath, maxConcurrentCalls, autoComplete, autoRenewal, handler, stopping.Token));
    }

    /// <summary>Begins delivery, also of what an earlier process left.</summary>
    public Task StartAsync(CancellationToken cancellation = default) => Inline.Run(
        () =>
        {
            foreach (var queue in queues.Values) queue.Open();
            scheduled.Open(destinations.Values.SelectMany(destination =>
                store.List(destination.Name, StoredState.Scheduled).Select(message => (destination, message.Sequence, message.Due))));
        },
        cancellation);

    /// <summary>Takes up nothing new and waits for the handlers; when cancelled, their tokens are, and it waits no longer.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        scheduled.Close();
        try
        {
            await Task.WhenAll(queues.Values.Select(queue => queue.CloseAsync(cancellation)));
        }
        catch (OperationCanceledException)
        {
            await stopping.CancelAsync();
        }
    }

    /// <summary>The messages of "queue", "topic/subscription", or those scheduled at "topic"; without the dead letters, oldest first.</summary>
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(string entityPath, int maxMessages = 100, CancellationToken cancellation = default) =>
        Inline.Run(() => Peek(entityPath, deadLetters: false, maxMessages), cancellation);

    /// <summary>The dead letters with their DeadLetterReason, oldest first.</summary>
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> DeadLettersAsync(string entityPath, int maxMessages = 100, CancellationToken cancellation = default) =>
        Inline.Run(() => Peek(entityPath, deadLetters: true, maxMessages), cancellation);

    /// <summary>Puts one dead letter back into its queue as if new; false when it is not there.</summary>
    public Task<bool> ResubmitAsync(string entityPath, long sequenceNumber, CancellationToken cancellation = default) => Inline.Run(
        () =>
        {
            var queue = Queue(entityPath);
            if (store.Resubmit(entityPath, sequenceNumber, clock.GetUtcNow()) is not { } message) return false;
            queue.Enqueue(message.Sequence);
            return true;
        },
        cancellation);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await Client.DisposeAsync();
        store.Dispose();
        stopping.Dispose();
    }

    /// <summary>Stores all or none. Returns sequence numbers of what can be cancelled; 0 for a duplicate.</summary>
    internal IReadOnlyList<long> Send(string name, IReadOnlyList<ServiceBusMessage> messages, DateTimeOffset? due)
    {
        var destination = Destination(name);
        if (messages.Count == 0) return [];
        var outgoing = messages.Select(message => new OutgoingMessage(MessageHeader.Of(message), message.Body.ToArray(), due ?? message.ScheduledEnqueueTime)).ToList();
        var size = outgoing.Sum(message => MessageSize.Of(message.Header, message.Body.Length));
        if (size > MessageSize.Limit)
        {
            throw new ServiceBusException($"{size} bytes are sent at once; the limit is {MessageSize.Limit}.", ServiceBusFailureReason.MessageSizeExceeded, name);
        }

        var stored = store.Send(destination, outgoing, clock.GetUtcNow());
        for (var index = 0; index < stored.Count; index++)
        {
            if (stored[index] is [{ State: StoredState.Scheduled } later]) scheduled.Add(destination, later.Sequence, later.Due);
            else if (stored[index] is { } copies) HandOver(destination, copies, outgoing[index].Header, outgoing[index].Body);
        }

        return [.. stored.Select(copies => copies is [var first, ..] ? first.Sequence : 0)];
    }

    /// <exception cref="ServiceBusException">MessageNotFound: delivered, cancelled before, or never there.</exception>
    internal void CancelScheduled(string name, long sequence)
    {
        var destination = Destination(name);
        if (!store.Delete(destination.Name, sequence, StoredState.Scheduled))
        {
            throw new ServiceBusException($"No scheduled message has the number {sequence}.", ServiceBusFailureReason.MessageNotFound, name);
        }

        scheduled.Remove(sequence);
    }

    private void Activate(Destination destination, long sequence)
    {
        try
        {
            var copies = store.Activate(destination, sequence, clock.GetUtcNow());
            if (copies is { Count: > 0 }) HandOver(destination, copies, copies[0].Header, copies[0].Body);
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            logger.LogError(
                failure,
                "{Name}: scheduled message {Sequence} could not be delivered; it will be after the next start.",
                destination.Name, sequence);
        }
    }

    private void HandOver(Destination destination, IReadOnlyList<StoredMessage> copies, MessageHeader header, byte[] body)
    {
        foreach (var copy in copies) queues[copy.Path].Enqueue(copy.Sequence);
        if (Arrived is not { } arrived) return;
        var seen = copies.Count > 0 ? copies[0] : new(0, destination.Name, StoredState.Ready, 0, clock.GetUtcNow(), default, 0, header, body);
        arrived(destination.Name, seen.ToReceived());
    }

    private IReadOnlyList<ServiceBusReceivedMessage> Peek(string entityPath, bool deadLetters, int limit)
    {
        if (!queues.ContainsKey(entityPath)) Destination(entityPath);
        return [.. store.Peek(entityPath, deadLetters, limit).Select(message => message.ToReceived())];
    }

    private Destination Destination(string name) => destinations.GetValueOrDefault(name) ?? throw NotFound(name);

    private LocalQueue Queue(string path) => queues.GetValueOrDefault(path) ?? throw NotFound(path);

    private static ServiceBusException NotFound(string name) =>
        new($"The messaging entity '{name}' is not in the topology.", ServiceBusFailureReason.MessagingEntityNotFound, name);
}
