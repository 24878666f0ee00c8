using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Platform.Storage;

/// <summary>A commit that is done.</summary>
/// <param name="Before">Of the commit before it, where both change lists; null where the order does not matter.</param>
internal sealed record Commit(OutboxMarker Marker, IReadOnlyList<SealedFact> Facts, LineChange Lines, CommitStamp? Before);

/// <summary>What lists are to show of an aggregate.</summary>
/// <param name="Number">Of its last fact; null when there is no such aggregate.</param>
/// <param name="Last">The commit that made it so; null where its rows do not name one.</param>
internal sealed record ShownState(int? Number, CommitStamp? Last, IReadOnlyList<Line> Lines);

/// <summary>What follows from a commit: its list lines at once, its facts behind the caller's back, then the end of its marker.</summary>
/// <remarks>
/// Lines of two commits may arrive in the wrong order. Within a process the earlier one sees the later one in <see cref="RecentStates"/>
/// and shows its state; across processes the later one sees the earlier one's marker, and keeps its own for the sweep.
/// </remarks>
public sealed class CommitFollower(
    TableServiceClient tables,
    FactPublisher publisher,
    Outbox outbox,
    Lists lists,
    RecentStates recent,
    Afterwork afterwork,
    IEnumerable<Aggregate> aggregates,
    IOptions<FactOptions> options,
    TimeProvider time,
    ILogger<CommitFollower> logger)
{
    // What is committed stays committed: topics or lists that fail must not fail the caller, and the sweep does the rest.
    internal async Task FollowAsync(Commit commit)
    {
        var isShown = await TryShowAsync(commit);
        if (isShown) recent.KeepShown(commit.Marker);
        if (!afterwork.TryRun(() => PublishAsync(commit, isShown))) outbox.End(commit.Marker, isDone: false);
    }

    /// <summary>Shows a commit in the lists, late. Safe to run twice.</summary>
    internal async Task ShowAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        // Published: it is known that the commit happened, and the marker may be that of a late showing, which has no facts.
        if (!marker.IsPublished && (await ReadFactsAsync(marker, cancellation)).Count == 0) return;
        await ShowAsync(marker.Shown, marker.Places, cancellation);
        await outbox.KeepAsync(marker with { IsShown = true }, cancellation);
    }

    /// <summary>Publishes the facts of a commit that is shown, late, and removes its marker. Safe to run twice.</summary>
    /// <returns>Facts published; 0 when the commit never happened, or its facts were published in time.</returns>
    internal async Task<int> PublishAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        var facts = marker.IsPublished ? [] : await ReadFactsAsync(marker, cancellation);
        await publisher.PublishAsync(facts, cancellation);
        await outbox.RemoveAsync(marker, isCommitted: marker.IsPublished || facts.Count > 0, cancellation);
        return facts.Count;
    }

    /// <summary>
    /// Shows a state that a repeated command finds done, where the commit that made it may not be shown: its process ended, or the lists
    /// failed.
    /// </summary>
    /// <param name="last">The commit that made it.</param>
    internal async Task ShowFoundAsync(LineSubject subject, CommitStamp? last)
    {
        // A marker stays for a moment after its work is done.
        if (last is null || recent.IsShown(subject, last)) return;
        try
        {
            var marker = await outbox.FindAsync(subject.Table, subject.Id, last.Id, CancellationToken.None);
            if (marker is { IsShown: false }) await ShowMarkedAsync(subject, marker.Places, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "The lists may not show {Subject} yet; the sweep will", subject.Id);
        }
    }

    /// <summary>Brings some places of lists up to the state as it is now, under a marker of its own.</summary>
    /// <remarks>
    /// For those who follow no commit. The process may end between a line and its second look, and a later commit, which took that line
    /// out before, has removed its own marker then: without this one the line would stay.
    /// </remarks>
    internal async Task ShowMarkedAsync(LineSubject subject, IReadOnlyList<LineKey> places, CancellationToken cancellation)
    {
        // No commit has this id. There is nothing to publish.
        var marker = new OutboxMarker(subject.Table, subject.Id, Ids.New(), 0, 0, places, time.GetUtcNow(), IsPublished: true);
        await outbox.AddAsync(marker, cancellation);
        var isShown = false;
        try
        {
            await ShowAsync(subject, places, cancellation);
            isShown = true;
        }
        finally
        {
            outbox.End(marker, isShown);
        }
    }

    /// <summary>Brings some places of lists up to the state as it is now; again where another commit came meanwhile.</summary>
    /// <remarks>
    /// A marker names the places. No other line is touched: a process that ends between a write and the second look leaves its marker,
    /// and what the marker does not name would stay as it was written.
    /// </remarks>
    private async Task ShowAsync(LineSubject subject, IReadOnlyCollection<LineKey> places, CancellationToken cancellation)
    {
        ShownState now;
        do
        {
            now = await ReadLinesAsync(subject, cancellation);
            var shown = now.Lines.Where(line => places.Contains(line.Place)).ToList();
            await lists.UpdateAsync(subject, shown, [.. places.Except(shown.Select(line => line.Place))], cancellation);
        }
        while (!await HoldsAsync(subject, now, cancellation));
    }

    /// <summary>The lines that show an aggregate as it is now; none when there is none of this id.</summary>
    internal async Task<ShownState> ReadLinesAsync(LineSubject subject, CancellationToken cancellation)
    {
        var here = aggregates.Where(aggregate => aggregate.Table == subject.Table).ToList();
        IReadOnlyList<RowKind> kinds = [.. here.SelectMany(aggregate => aggregate.Kinds).Distinct()];
        var read = await AggregateRows.ReadAsync(tables.GetTableClient(subject.Table), kinds, subject.Id, cancellation);
        if (read is null) return new ShownState(null, null, []);
        // Several aggregates of a partition show some of the same lines.
        var lines = here.SelectMany(aggregate => aggregate.Lines(read.State)).DistinctBy(line => line.Place);
        return new ShownState(read.Head.Number, read.Last, [.. lines]);
    }

    /// <summary>Whether no commit came since.</summary>
    internal async Task<bool> HoldsAsync(LineSubject subject, ShownState state, CancellationToken cancellation) =>
        await AggregateRows.ReadNumberAsync(tables.GetTableClient(subject.Table), subject.Id, cancellation) == state.Number;

    /// <summary>True when the lines are right, and nothing that is under way can change that.</summary>
    private async Task<bool> TryShowAsync(Commit commit)
    {
        var (marker, lines) = (commit.Marker, commit.Lines);
        if (lines.IsEmpty) return true;
        try
        {
            await lists.UpdateAsync(marker.Shown, lines.Shown, lines.Gone, CancellationToken.None);
            // A later commit may have shown its lines first, and these were written over them.
            var last = recent.LastNumber(marker.Table, marker.Subject)
                ?? await AggregateRows.ReadNumberAsync(tables.GetTableClient(marker.Table), marker.Subject, CancellationToken.None);
            if (last != marker.Last) await ShowAsync(marker.Shown, lines.Places, CancellationToken.None);
            return commit.Before is not { } before || before.Process == recent.Process
                || marker.At - before.At > TimeSpan.FromSeconds(options.Value.SettledSeconds)
                || !await outbox.HasAsync(marker.Table, marker.Subject, before.Id, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "The lists do not show {Fact} yet; the sweep will", commit.Facts[^1].MessageId);
            return false;
        }
    }

    private async Task PublishAsync(Commit commit, bool isShown)
    {
        var isDone = false;
        try
        {
            await publisher.PublishAsync(commit.Facts, CancellationToken.None);
            if (!isShown) await outbox.KeepAsync(commit.Marker with { IsPublished = true }, CancellationToken.None);
            isDone = isShown;
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "Facts {First} to {Last} are committed but not yet published; the sweep will publish them",
                commit.Facts[0].MessageId, commit.Facts[^1].MessageId);
        }
        finally
        {
            outbox.End(commit.Marker, isDone);
        }
    }

    /// <summary>The facts of the marker's commit; empty when another commit was faster.</summary>
    private async Task<IReadOnlyList<SealedFact>> ReadFactsAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        var facts = new List<SealedFact>();
        var rows = tables.GetTableClient(marker.Table).QueryAsync<TableEntity>(
            FactRows.Filter(marker.Subject, marker.First, marker.Last), cancellationToken: cancellation);
        await foreach (var row in rows)
        {
            if (CommitStamp.Of(row)?.Id == marker.Commit) facts.Add(FactRows.Read(row));
        }

        return facts;
    }
}
