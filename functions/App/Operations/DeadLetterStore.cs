using System.Globalization;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Operations;

/// <summary>Reads dead letters and changes none. The app may receive, not manage: it counts by peeking.</summary>
public sealed class DeadLetterStore(ServiceBusClient bus)
{
    /// <summary>Of an entity; beyond that "more" has to do.</summary>
    internal const int MostCounted = 100;

    /// <summary>Entities that are asked at once.</summary>
    private const int AtOnce = 8;

    public async Task<DeadLetterCounts> CountAsync(CancellationToken cancellation)
    {
        var counts = new DeadLetterCount[BusEntity.All.Count];
        await Parallel.ForAsync(
            0, counts.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (index, token) => counts[index] = await CountAsync(BusEntity.All[index], token));
        return new DeadLetterCounts(counts);
    }

    /// <summary>A page of an entity's, oldest first.</summary>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<DeadLetters> PageAsync(BusEntity entity, string? cursor, int size, CancellationToken cancellation)
    {
        var list = $"dead-letters/{entity.Path}";
        var from = Cursor.Decode(cursor, list) is { Length: > 0 } place
            ? long.TryParse(place, CultureInfo.InvariantCulture, out var number) ? number : throw PlatformProblems.BadCursor.With()
            : 0;
        var found = await PeekAsync(entity, from, size + 1, cancellation);
        var next = found.Count > size ? Cursor.Encode(list, found[size].SequenceNumber.ToString(CultureInfo.InvariantCulture)) : null;
        return new DeadLetters(entity.Path, [.. found.Take(size).Select(message => DeadLetter.Of(entity, message))], next);
    }

    internal static ServiceBusReceiver Receiver(ServiceBusClient bus, BusEntity entity)
    {
        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        return entity.Topic is { } topic ? bus.CreateReceiver(topic, entity.Name, options) : bus.CreateReceiver(entity.Name, options);
    }

    private async Task<DeadLetterCount> CountAsync(BusEntity entity, CancellationToken cancellation)
    {
        var found = (await PeekAsync(entity, 0, MostCounted + 1, cancellation)).Count;
        return new DeadLetterCount(entity.Path, Math.Min(found, MostCounted), found > MostCounted);
    }

    /// <summary>The broker may give fewer than there are: ask on until it gives none.</summary>
    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(
        BusEntity entity, long from, int most, CancellationToken cancellation)
    {
        await using var receiver = Receiver(bus, entity);
        var found = new List<ServiceBusReceivedMessage>();
        while (found.Count < most)
        {
            var some = await receiver.PeekMessagesAsync(most - found.Count, from, cancellation);
            if (some.Count == 0) break;
            found.AddRange(some);
            from = some[^1].SequenceNumber + 1;
        }

        return found;
    }
}
