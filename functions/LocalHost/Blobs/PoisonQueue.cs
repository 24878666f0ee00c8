using System.Text.Json;
using FunctionsApp.Documents;
using Microsoft.Extensions.Logging;

namespace LocalHost.Blobs;

/// <summary>Names each blob that was given up on the queue on which the Functions host does. The list in the receipts is the truth; this is for who looks there.</summary>
internal sealed class PoisonQueue(StorageAccount account, ILogger logger)
{
    public async Task AddAsync(string function, BlobVersion blob, CancellationToken cancellation)
    {
        var message = JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = $"Host.Functions.{function}",
            BlobType = "BlockBlob",
            ContainerName = blob.Container,
            BlobName = blob.Name,
            ETag = $"\"{blob.ETag}\"",
        });
        try
        {
            var queue = account.Queues.GetQueueClient(DocumentTimer.Queue);
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await queue.SendMessageAsync(message, cancellation);
        }
        catch (Exception exception) when (StorageOutage.Is(exception) || exception is OperationCanceledException)
        {
            logger.LogWarning("{Function} gave up a blob, but its name could not be written to the poison queue", function);
        }
    }
}
