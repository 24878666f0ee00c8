using System.Diagnostics;
using System.Text.Json;
using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

/// <summary>The windows between marker, commit, publication and clearing: each is entered, and then the sweep comes.</summary>
[Collection(Traced.Tests)]
public sealed class AggregateStoreCrashTests
{
    private const string Id = "s1";

    private readonly StoreUnderTest under = new(Shelf.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_Published_LeavesNoMarker()
    {
        await CommitAsync();

        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_SeveralFacts_HasOneMarkerUntilTheSweepPublishesThemAll()
    {
        await CommitAsync();
        under.Bus.Broken = Topology.Facts;
        await CommitAsync(facts: 3);

        Assert.Equal(2, Assert.Single(await under.PendingAsync()).First);
        await under.SweepAsync();

        Assert.Equal(["s1-000000001", "s1-000000002", "s1-000000003", "s1-000000004"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_PublicationFails_SucceedsAndTheSweepPublishesOnce()
    {
        under.Bus.Broken = Topology.Facts;
        Assert.True((await CommitAsync()).Changed);
        Assert.Empty(under.Published);

        await under.SweepAsync();
        await under.SweepAsync();

        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_TwoWhosePublicationFails_ArePublishedOnceEach()
    {
        under.Bus.Broken = Topology.Facts;
        await CommitAsync();
        under.Bus.Broken = Topology.Facts;
        await CommitAsync(facts: 2);

        await under.SweepAsync();

        Assert.Equal(["s1-000000001", "s1-000000002", "s1-000000003"], under.Published.Order());
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_ClearingFails_IsPublishedAgainUnderTheSameIds()
    {
        await CommitAsync();
        under.Tables[Shelf.Table].BeforeNextWrite(() =>
        {
            // From here on the next write to the outbox is the clearing.
            under.Tables.Break(Topology.OutboxTable);
            return Task.CompletedTask;
        });

        Assert.True((await CommitAsync()).Changed);
        Assert.Single(await under.PendingAsync());
        await under.SweepAsync();

        Assert.Equal(["s1-000000001", "s1-000000002", "s1-000000002"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_MarkerCannotBeWritten_FailsAndChangesNothing()
    {
        under.Tables.Break(Topology.OutboxTable);

        await Assert.ThrowsAsync<RequestFailedException>(() => CommitAsync());

        Assert.Null(await under.Store.FindAsync(Shelf.Kind, Id, Cancellation));
    }

    [Fact]
    public async Task Commit_StorageRefuses_FailsAndTheSweepPublishesNothing()
    {
        under.Tables.Break(Shelf.Table);
        await Assert.ThrowsAsync<RequestFailedException>(() => CommitAsync());
        await under.SweepAsync();

        Assert.Empty(under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_ItsAnswerIsLost_IsFoundToBeDone()
    {
        under.Tables.LoseAnswer(Shelf.Table);

        var stored = await CommitAsync();

        Assert.Equal((1, true), (stored.Head.Number, stored.Changed));
        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_PublishedLate_StillBelongsToTheTraceThatCausedIt()
    {
        using var traced = new Traced();
        under.Bus.Broken = Topology.Facts;
        Activity request;
        using (request = Traced.Run()) await CommitAsync();

        using (var tick = Traced.Run()) await under.SweepAsync();

        // Other tests publish late at the same moment.
        var late = Assert.Single(traced.Named("publish fact late"), span => span.TraceId == request.TraceId);
        Assert.Equal(request.SpanId, late.ParentSpanId);
        Assert.Single(late.Links);
    }

    [Fact]
    public async Task Commit_CallerLeavesDuringIt_IsShownAndPublishedAllTheSame()
    {
        using var left = new CancellationTokenSource();
        under.Tables[Shelf.Table].AfterNextWrite(() =>
        {
            left.Cancel();
            return Task.CompletedTask;
        });

        await under.Store.PutAsync(Shelf.Kind, Id, _ => Shelf.Empty.With(new Book(1, "ann")).Changed(), left.Token);

        Assert.True(left.IsCancellationRequested);
        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Single(await under.LinesAsync(Shelf.OfReader, "ann"));
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_LosesItsRace_PublishesNothingOfItsOwn()
    {
        under.Tables[Shelf.Table].BeforeNextWrite(() => CommitAsync());
        await under.Store.PutAsync(
            Shelf.Kind, Id, current => current is null ? Shelf.Empty.Changed(facts: 2) : Change.None(current), Cancellation);

        await under.SweepAsync(TimeSpan.FromHours(2));

        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public async Task Sweep_MarkerWithoutAFact_StaysWhileItsCommitMayStillLand(int seconds, int left)
    {
        // A process that ended between marker and commit.
        await under.Outbox.AddAsync(new OutboxMarker(Shelf.Table, Id, "c1", 1, 1, [], under.Time.GetUtcNow()), Cancellation);

        await under.SweepAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(left, (await under.PendingAsync()).Count);
        Assert.Empty(under.Published);
    }

    [Fact]
    public async Task Sweep_MarkersOfSeveralSubjects_DoesEach()
    {
        foreach (var id in new[] { "s1", "s2", "s3" })
        {
            under.Bus.Broken = Topology.Facts;
            await under.Store.PutAsync(Shelf.Kind, id, _ => Shelf.Empty.Changed(), Cancellation);
        }

        await under.SweepAsync();

        Assert.Equal(["s1-000000001", "s2-000000001", "s3-000000001"], under.Published.Order());
    }

    [Fact]
    public async Task Sweep_OneAggregateCannotBeRead_FailsAndDoesTheOthers()
    {
        foreach (var id in new[] { "s1", "s2", "s3" })
        {
            under.Tables.Break(Topology.ListsTable);
            under.Bus.Broken = Topology.Facts;
            await under.Store.PutAsync(Shelf.Kind, id, _ => Shelf.Empty.With(new Book(id[1] - '0', "ann")).Changed(), Cancellation);
        }

        await under.Tables[Shelf.Table].UpdateEntityAsync(
            new TableEntity("s1", Aggregate.Own) { ["State"] = "{" }, ETag.All, TableUpdateMode.Merge, Cancellation);

        await Assert.ThrowsAsync<JsonException>(() => under.SweepAsync());

        Assert.Equal(["s2-000000001", "s3-000000001"], under.Published.Order());
        Assert.Equal([2, 3], (await under.LinesAsync(Shelf.OfReader, "ann")).Select(line => line.Number));
        Assert.Equal("s1", Assert.Single(await under.PendingAsync()).Subject);
    }

    private Task<Stored<Shelf>> CommitAsync(int facts = 1) =>
        under.Store.PutAsync(Shelf.Kind, Id, current => (current ?? Shelf.Empty).Changed(facts), Cancellation);
}
