using System.Text.Json;
using FunctionsApp.Documents;

namespace LocalHost.Blobs;

/// <summary>Names each blob that was given up on the queue on which the Functions host does.</summary>
internal sealed class PoisonQueue(StorageAccount account)
{
    /// <returns>False: storage does not answer, or the host stops.</returns>
    public async Task<bool> TryAddAsync(string function, BlobVersion blob, CancellationToken cancellation)
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
            return true;
        }
        catch (Exception exception) when (StorageOutage.Is(exception) || exception is OperationCanceledException)
        {
            return false;
        }
    }
}
