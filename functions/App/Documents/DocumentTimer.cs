using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsApp.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents;

/// <summary>Checks again what waits for too long, clears rejected documents away, and counts the blobs that the host gave up.</summary>
public sealed class DocumentTimer(
    QueueServiceClient queues, BlobServiceClient blobs, IncomingDocuments incoming, RejectedDocuments rejected,
        IOptions<DocumentOptions> options, DocumentMetrics metrics)
{
    /// <summary>The Functions host's queue of blobs that failed five times; operators find each by its message.</summary>
    public const string Queue = "webjobs-blobtrigger-poison";

    private const int Batch = 32;
    private const int Batches = 10;

    /// <summary>How long a counted message stays out of sight; longer than a count takes.</summary>
    private static readonly TimeSpan Aside = TimeSpan.FromSeconds(30);

    /// <summary>At DocumentSweepSchedule. Safe to run twice, also while the blob's own trigger checks it.</summary>
    [Function("Documents_Recheck")]
    public Task RecheckAsync([TimerTrigger("%DocumentSweepSchedule%")] TimerInfo timer, CancellationToken cancellation) =>
        incoming.RecheckAsync(TimeSpan.FromMinutes(options.Value.RecheckMinutes), cancellation);

    /// <summary>At DocumentSweepSchedule. Safe to run twice; on Azure a rule of the storage account removes the same ones.</summary>
    [Function("Documents_ClearRejected")]
    public Task ClearAsync([TimerTrigger("%DocumentSweepSchedule%")] TimerInfo timer, CancellationToken cancellation) =>
        rejected.ClearAsync(cancellation);

    /// <summary>
    /// At MetricsSchedule. Counts each message once: the queue itself remembers that it was received before. A message stays until its
    /// document is checked after all.
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
                foreach (var message in messages)
                {
                    if (!await IsOverAsync(message, cancellation)) continue;
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
                }

                if (messages.Length < Batch) return;
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // The host makes the queue with its first message.
        }
    }

    // The check clears the blob away when it ends.
    private async Task<bool> IsOverAsync(QueueMessage message, CancellationToken cancellation) =>
        Blob(message.Body) is { } name
        && !await blobs.GetBlobContainerClient(Topology.Incoming).GetBlobClient(name).ExistsAsync(cancellation);

    /// <summary>The blob in the container of incoming documents that the host named; null for anything else.</summary>
    private static string? Blob(BinaryData body)
    {
        try
        {
            var text = body.ToString();
            // The host writes its messages in Base64.
            if (!text.StartsWith('{')) text = Encoding.UTF8.GetString(Convert.FromBase64String(text));
            var named = JsonSerializer.Deserialize<PoisonedBlob>(text);
            return named is { ContainerName: Topology.Incoming } ? named.BlobName : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record PoisonedBlob(string? ContainerName, string? BlobName);
}
