using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Records.Log;

/// <summary>Appends the chains that changed to the log, and signs what the log is then: once a day.</summary>
/// <remarks>
/// What is appended is first kept, then made part of the log by one write, then applied; a run that ended in between is continued by
/// the next one. Two runs at once: the second of two writes is refused, and its run ends.
/// </remarks>
public sealed class SealRecords(
    Outbox outbox, AggregateStore store, LogStore log, IOptions<LogOptions> options, ILogger<SealRecords> logger)
{
    /// <summary>Entries that are appended together.</summary>
    public const int Most = 500;

    private const int AtOnce = 16;

    /// <returns>Entries appended; null when the day has its checkpoint, or there is no key.</returns>
    /// <exception cref="StaleStateException">Another run is under way.</exception>
    public async Task<long?> RunAsync(DateOnly day, CancellationToken cancellation)
    {
        if (options.Value.Signer() is not { } signer) return null;
        var state = await log.ReadAsync(cancellation);
        if (state.Day >= day) return null;
        var before = state.Size;
        state = await ApplyAsync(state, cancellation);
        LineSubject? after = null;
        while (await outbox.ChangedAsync(after, Most, cancellation) is { Count: > 0 } changed)
        {
            after = changed[^1].Subject;
            state = await AppendAsync(state, await EntriesAsync(changed, cancellation), cancellation);
            await EachAsync(changed, one => outbox.ForgetAsync(one, cancellation));
        }

        var tree = await log.ReadTreeAsync(state.Size, cancellation);
        var checkpoint = new Checkpoint(signer.Verifier.Name, state.Size, tree.Root());
        await log.WriteCheckpointAsync(day, signer.Sign(checkpoint.Text), cancellation);
        await log.WriteAsync(state with { Day = day }, cancellation);
        logger.LogInformation(
            "Signed the log of records of {Day}: {Size} entries, {New} of them new", day, state.Size, state.Size - before);
        return state.Size - before;
    }

    /// <summary>The ends of chains that the log does not have yet, in the order in which they were given.</summary>
    private async Task<IReadOnlyList<LogEntry>> EntriesAsync(IReadOnlyList<ChangedSubject> changed, CancellationToken cancellation)
    {
        var entries = new LogEntry?[changed.Count];
        await EachAsync(changed.Index(), async one =>
        {
            var subject = one.Item.Subject;
            // None: the commit was refused, and there is nothing of this id.
            if (await store.FindHeadAsync(subject, cancellation) is not { } head) return;
            if (await log.HasAsync(subject.Table, subject.Id, head.Number, cancellation)) return;
            entries[one.Index] = new LogEntry(subject.Table, subject.Id, head.Number, head.Hash);
        });
        return [.. entries.OfType<LogEntry>()];
    }

    private async Task<LogState> AppendAsync(LogState state, IReadOnlyList<LogEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0) return state;
        var chunk = await log.WriteChunkAsync(entries, cancellation);
        state = await log.WriteAsync(state with { Size = state.Size + entries.Count, Chunk = chunk }, cancellation);
        return await ApplyAsync(state, cancellation);
    }

    /// <summary>Gives the last chunk its tiles and rows. Safe to run twice.</summary>
    private async Task<LogState> ApplyAsync(LogState state, CancellationToken cancellation)
    {
        if (state.Applied == state.Size) return state;
        var entries = await log.ReadChunkAsync(state.Chunk, cancellation);
        var tree = await log.ReadTreeAsync(state.Applied, cancellation);
        await EachAsync(tree.Append(entries.Select(entry => entry.Leaf())), tile => log.WriteTileAsync(tile, cancellation));
        await EachAsync(entries.Select((entry, place) => new LoggedEntry(entry, state.Applied + place)),
            logged => log.WriteEntryAsync(logged, cancellation));
        return await log.WriteAsync(state with { Applied = state.Size, Chunk = "" }, cancellation);
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> act) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await act(item));
}
