using System.Globalization;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Operations;

/// <param name="Entity">"queue" or "topic/subscription".</param>
/// <param name="MessageId">Of the one that is sent again; null for all.</param>
public sealed record DeadLetterChoice(string Entity, string? MessageId = null);

/// <param name="Count">Dead letters that were sent again.</param>
/// <param name="HasMore">Whether the call ended before it had looked at all; the next one does the rest.</param>
public sealed record DeadLettersSent(string Entity, int Count, bool HasMore);

/// <summary>Sends dead letters again, each to the queue or subscription where it died.</summary>
public sealed class SendDeadLetters(ServiceBusClient bus, DeadLetterMetrics metrics, ILogger<SendDeadLetters> logger)
{
    /// <summary>Property by whose value a subscription takes a message that is meant for it alone.</summary>
    public const string ResentTo = "resentTo";

    /// <summary>Looked at by one call, the oldest first: within the minute of their locks, and the time of a request.</summary>
    internal const int Most = 200;

    private const string Mark = "~r-";
    private const int LongestId = 128;
    private const int Batch = 50;

    /// <summary>Of a call for more, where fewer came than were asked for.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>What is sent in its place: the same, under another id.</summary>
    /// <remarks>
    /// The broker drops an id that it saw within a day, so the copy needs its own. It is of this death alone: where a crash left the dead
    /// letter behind its copy, the next copy is a duplicate.
    /// </remarks>
    public static ServiceBusMessage Copy(BusEntity entity, ServiceBusReceivedMessage dead)
    {
        var death = Ids.From("resent", entity.Path, dead.SequenceNumber.ToString(CultureInfo.InvariantCulture));
        var resent = dead.MessageId.LastIndexOf(Mark, StringComparison.Ordinal);
        var id = resent < 0 ? dead.MessageId : dead.MessageId[..resent];
        var copy = new ServiceBusMessage(dead)
        {
            MessageId = $"{id[..Math.Min(id.Length, LongestId - Mark.Length - death.Length)]}{Mark}{death}",
        };
        FirstSent.Keep(copy, dead);
        if (entity.Topic is not null) copy.ApplicationProperties[ResentTo] = entity.Name;
        return copy;
    }

    /// <summary>Sends them again. Safe twice and in half: the copy is sent first, then the dead letter is removed.</summary>
    /// <param name="by">Id of the person.</param>
    /// <exception cref="ProblemException">dead-letter-absent: the one that was chosen is not among them.</exception>
    public async Task<DeadLettersSent> RunAsync(DeadLetterChoice choice, string by, CancellationToken cancellation)
    {
        var entity = BusEntity.Of(choice.Entity);
        await using var receiver = DeadLetterStore.Receiver(bus, entity);
        await using var sender = bus.CreateSender(entity.Destination);
        var held = new List<ServiceBusReceivedMessage>();
        var (count, seen) = (0, 0);
        var isEmpty = false;
        try
        {
            while (!isEmpty && seen < Most)
            {
                var some = await receiver.ReceiveMessagesAsync(Math.Min(Batch, Most - seen), Wait, cancellation);
                (isEmpty, seen) = (some.Count == 0, seen + some.Count);
                held.AddRange(some);
                foreach (var dead in some.Where(each => choice.MessageId is null || each.MessageId == choice.MessageId))
                {
                    await sender.SendMessageAsync(Copy(entity, dead), cancellation);
                    await receiver.CompleteMessageAsync(dead, cancellation);
                    held.Remove(dead);
                    count++;
                }
            }
        }
        finally
        {
            Report(entity, choice, by, count);
            await ReleaseAsync(receiver, held);
        }

        if (choice.MessageId is not null && count == 0) throw OperationsProblems.Absent.With();
        return new DeadLettersSent(entity.Path, count, !isEmpty);
    }

    private void Report(BusEntity entity, DeadLetterChoice choice, string by, int count)
    {
        if (count == 0) return;
        metrics.Sent(entity, count);
        logger.LogInformation(
            "{Person} sent {Count} dead letters of {Entity} again: {Message}", by, count, entity.Path, choice.MessageId ?? "all");
    }

    /// <summary>Others may take them at once; where that fails, when their locks end.</summary>
    private static async Task ReleaseAsync(ServiceBusReceiver receiver, List<ServiceBusReceivedMessage> held)
    {
        try
        {
            foreach (var each in held) await receiver.AbandonMessageAsync(each, cancellationToken: CancellationToken.None);
        }
        catch (ServiceBusException)
        {
        }
    }
}
