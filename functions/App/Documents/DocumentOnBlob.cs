using Azure.Storage.Blobs;
using FunctionsApp.Platform;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents;

/// <summary>Has what arrives checked.</summary>
public sealed class DocumentOnBlob(IncomingDocuments incoming)
{
    /// <summary>Safe to run twice. An outage is waited out; after five failures the host names the blob on its poison queue.</summary>
    /// <remarks>On Azure the blob's event brings it at once (Flex Consumption has no other source); LocalHost finds it by itself.</remarks>
    [Function(CheckDocument.Actor)]
    public Task CheckAsync(
        [BlobTrigger("incoming/{name}", Connection = Topology.StorageConnection, Source = BlobTriggerSource.EventGrid)] BlobClient blob,
            string name,
        CancellationToken cancellation) => incoming.CheckAsync(blob, name, cancellation);
}
