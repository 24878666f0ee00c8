using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Platform.Facts;

/// <summary>The windows between marker, commit, publication and clearing: each is entered, and then the sweep comes.</summary>
[Collection(Traced.Tests)]
public sealed class FactStoreTests
{
    private const string Subject = "s1";

    private readonly MemoryTables tables = new();
    private readonly MemoryBus bus = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly Outbox outbox;
    private readonly FactStore store;
    private readonly FactTimer sweep;

    public FactStoreTests()
    {
        var publisher = new FactPublisher(bus.Client);
        outbox = new Outbox(tables, time);
        store = new FactStore(tables, publisher, outbox, time, NullLogger<FactStore>.Instance);
        sweep = new FactTimer(tables, publisher, outbox, Options.Create(new FactOptions()), NullLogger<FactTimer>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_Published_LeavesNoMarker()
    {
        await CommitAsync();

        Assert.Equal(["s1-000000001"], Published());
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task Commit_PublicationFails_SucceedsAndTheSweepPublishesOnce()
    {
        bus.Broken = Topology.Facts;
        await CommitAsync();
        Assert.Empty(Published());

        await SweepAsync(TimeSpan.FromMinutes(2));
        await SweepAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["s1-000000001"], Published());
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task Commit_PublishedLate_StillBelongsToTheTraceThatCausedIt()
    {
        using var traced = new Traced();
        bus.Broken = Topology.Facts;
        System.Diagnostics.Activity request;
        using (request = Traced.Run()) await CommitAsync();

        using (var tick = Traced.Run()) await SweepAsync(TimeSpan.FromMinutes(2));

        var late = Assert.Single(traced.Named("publish fact late"));
        Assert.Equal((request.TraceId, request.SpanId), (late.TraceId, late.ParentSpanId));
        Assert.Single(late.Links);
    }

    [Fact]
    public async Task Commit_CallerLeavesDuringIt_IsPublishedAllTheSame()
    {
        using var left = new CancellationTokenSource();
        await store.CommitAsync(Topology.ApplicationsTable, Subject, FactHead.Start, [new NewFact("Happened", "me", new { })], _ =>
        {
            left.Cancel();
            return [];
        }, left.Token);

        Assert.Equal(["s1-000000001"], Published());
    }

    [Fact]
    public async Task Commit_LosesItsRace_PublishesNothingOfItsOwn()
    {
        await CommitAsync();
        await Assert.ThrowsAsync<StaleStateException>(() => CommitAsync());

        await SweepAsync(TimeSpan.FromHours(2));

        // The marker named the winner's fact: the same MessageId again, which Service Bus drops.
        Assert.Equal(["s1-000000001"], Published().Distinct());
        Assert.Empty(await PendingAsync());
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public async Task Sweep_MarkerWithoutARow_StaysWhileItsCommitMayStillLand(int seconds, int left)
    {
        await MarkAsync();

        await SweepAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(left, (await PendingAsync()).Count);
        Assert.Empty(Published());
    }

    private Task CommitAsync() => store.CommitAsync(Topology.ApplicationsTable, Subject, FactHead.Start, [new NewFact("Happened", "me", new { })], _ => [], Cancellation);

    /// <summary>A process that ended between marker and commit.</summary>
    private Task MarkAsync()
    {
        var facts = FactChain.Append(Subject, FactHead.Start, [new NewFact("Happened", "me", new { })], time.GetUtcNow());
        return outbox.AddAsync(Topology.ApplicationsTable, facts, Cancellation);
    }

    private Task SweepAsync(TimeSpan later)
    {
        time.Advance(later);
        return sweep.SweepAsync(new TimerInfo(), Cancellation);
    }

    private Task<IReadOnlyList<OutboxMarker>> PendingAsync() => outbox.PendingAsync(TimeSpan.Zero, Cancellation);

    private IEnumerable<string> Published() => bus.To(Topology.Facts).Select(message => message.MessageId);
}
