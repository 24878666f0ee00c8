using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using LocalHost.Clock;
using LocalHost.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.ServiceBus;

/// <summary>A broker on a database of its own with one queue "orders" (3 deliveries) and one topic "facts" (subscriptions "a", "b"), one topic "news" (subscriptions "all", "some" of the subject "taken"). Can be killed and started again.</summary>
public sealed class Broker : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("bus").FullName;
    private readonly List<LocalServiceBus> buses = [];

    private readonly HostClock? given;

    /// <param name="clock">Null: a virtual one.</param>
    public Broker(HostClock? clock = null)
    {
        given = clock;
        Virtual = new VirtualClock(Start, Work);
        Bus = Make();
    }

    public WorkTracker Work { get; private set; } = new();

    public VirtualClock Virtual { get; private set; }

    public HostClock Clock => given ?? Virtual;

    public LocalServiceBus Bus { get; private set; }

    public ConcurrentQueue<ServiceBusReceivedMessage> Received { get; } = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Topology Topology => new(
        [new QueueTopology("orders", 3, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10))],
        [new TopicTopology("facts", [new SubscriptionTopology("a"), new SubscriptionTopology("b")]), new TopicTopology("silent", []),
            new TopicTopology("news", [new SubscriptionTopology("all"), new SubscriptionTopology("some", Subjects: ["taken", "also"])])],
        [],
        []);

    private string Database => Path.Combine(folder, "bus.db");

    public Task SendAsync(string to, params ServiceBusMessage[] messages) => Bus.Client.CreateSender(to).SendMessagesAsync(messages, Cancellation);

    public void Open() => Bus.Start();

    public void Record(string path) => Handle(path, _ => Task.CompletedTask);

    public void Handle(string path, Func<ServiceBusReceivedMessage, Task> handler, int concurrent = 1, TimeSpan renewal = default) =>
        Bus.Subscribe(
            path,
            concurrent,
            (message, _) =>
            {
                Received.Enqueue(message);
                return handler(message);
            },
            renewal);

    /// <summary>As after kill -9: nothing is closed or settled, another broker opens the same file.</summary>
    public void Kill()
    {
        Work = new WorkTracker();
        // The next process has a clock of its own: the old one knows nothing of its work and would run away under it.
        Virtual = new VirtualClock(Virtual.GetUtcNow(), Work);
        Bus = Make();
    }

    /// <summary>Messages that wait or are locked.</summary>
    public int Count(string path)
    {
        using var store = new MessageStore(Database);
        return store.Waiting(path).Count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bus in buses) await bus.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private LocalServiceBus Make()
    {
        var bus = new LocalServiceBus(Database, Topology, Clock, Work, NullLoggerFactory.Instance);
        buses.Add(bus);
        return bus;
    }
}
