using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents;

/// <summary>Counts the blobs that the host gave up; it names each by a message on a queue, where operators find them.</summary>
public sealed class DocumentTimer(QueueServiceClient queues, DocumentMetrics metrics)
{
    /// <summary>The Functions host's queue of blobs that failed maxDequeueCount times.</summary>
    public const string Queue = "webjobs-blobtrigger-poison";

    private const int Batch = 32;
    private const int Batches = 10;

    /// <summary>How long a counted message stays out of sight; longer than a count takes.</summary>
    private static readonly TimeSpan Aside = TimeSpan.FromSeconds(30);

    /// <summary>
    /// At MetricsSchedule. Counts each message once: the queue itself remembers that it was received before. All of them stay.
    /// </summary>
    [Function("Documents_CountPoison")]
    public async Task CountAsync([TimerTrigger("%MetricsSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        if (!metrics.IsObserved) return;
        var queue = queues.GetQueueClient(Queue);
        try
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                QueueMessage[] messages = await queue.ReceiveMessagesAsync(Batch, Aside, cancellation);
                metrics.Poisoned(messages.Count(message => message.DequeueCount == 1));
                if (messages.Length < Batch) return;
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // The host makes the queue with its first message.
        }
    }
}
