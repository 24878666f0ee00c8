using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Fixtures;

/// <summary>The store of aggregates with its outbox, lists and sweep, on tables and a bus in memory.</summary>
internal sealed class StoreUnderTest
{
    private readonly FactTimer sweep;
    private readonly IReadOnlyList<Aggregate> aggregates;

    public StoreUnderTest(params IEnumerable<Aggregate> aggregates)
    {
        Outbox = NewOutbox();
        Lists = new Lists(Tables);
        this.aggregates = [.. aggregates];
        (Store, sweep, Comparison) = Process(Outbox);
    }

    public MemoryTables Tables { get; } = new();

    public MemoryBus Bus { get; } = new();

    public Afterwork Afterwork { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public Outbox Outbox { get; }

    public Lists Lists { get; }

    public AggregateStore Store { get; }

    public CompareLists Comparison { get; }

    /// <summary>Plays a round of comparing to its end.</summary>
    public async Task CompareAllAsync()
    {
        while (await Comparison.CompareNextAsync(TestContext.Current.CancellationToken) > 0)
        {
            // The next rows.
        }
    }

    /// <summary>A process with the same tables and bus, which knows nothing of what this one did.</summary>
    public (AggregateStore Store, FactTimer Sweep, CompareLists Comparison) AnotherProcess() => Process(NewOutbox());

    private Outbox NewOutbox() => new(Tables, Afterwork, Time, NullLogger<Outbox>.Instance);

    private (AggregateStore Store, FactTimer Sweep, CompareLists Comparison) Process(Outbox outbox)
    {
        var (recent, settled) = (new RecentStates(Time), Options.Create(new FactOptions()));
        var follower = new CommitFollower(
            Tables, new FactPublisher(Bus.Client), outbox, Lists, recent, Afterwork, aggregates, settled, Time,
            NullLogger<CommitFollower>.Instance);
        var repair = new RepairLines(follower, Lists, outbox, new ListMetrics(new Measured.Factory()), NullLogger<RepairLines>.Instance);
        var comparison = new CompareLists(Tables, follower, Lists, repair, new ComparisonPlaces(Tables), aggregates, Time);
        return (
            new AggregateStore(Tables, outbox, follower, recent, Time),
            new FactTimer(follower, outbox, settled, NullLogger<FactTimer>.Instance),
            comparison);
    }

    /// <summary>A store alone, over tables and a bus of a test.</summary>
    public static AggregateStore Over(MemoryTables tables, MemoryBus bus, TimeProvider time, IEnumerable<Aggregate> aggregates)
    {
        var (afterwork, recent) = (new Afterwork(), new RecentStates(time));
        var outbox = new Outbox(tables, afterwork, time, NullLogger<Outbox>.Instance);
        return new AggregateStore(
            tables, outbox,
            new CommitFollower(
                tables, new FactPublisher(bus.Client), outbox, new Lists(tables), recent, afterwork, aggregates,
                Options.Create(new FactOptions()), time, NullLogger<CommitFollower>.Instance),
            recent, time);
    }

    /// <summary>Subject and number of the facts in the order in which they were sent, doubled ones too.</summary>
    public IReadOnlyList<string> Published => [.. Bus.To(Topology.Facts).Select(message => message.MessageId[..^9])];

    public Task<IReadOnlyList<OutboxMarker>> PendingAsync() => Outbox.PendingAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

    /// <summary>The sweep comes after a while: two minutes are longer than any commit takes.</summary>
    public Task SweepAsync(TimeSpan? later = null)
    {
        Time.Advance(later ?? TimeSpan.FromMinutes(2));
        return sweep.SweepAsync(new TimerInfo(), TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<T>> LinesAsync<T>(ListIndex<T> index, string owner)
    {
        var lines = new List<T>();
        await foreach (var line in Lists.ReadAllAsync(index, owner, TestContext.Current.CancellationToken)) lines.Add(line);
        return lines;
    }
}
