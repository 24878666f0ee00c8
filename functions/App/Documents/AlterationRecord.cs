using Azure;
using Azure.Storage.Blobs;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Documents;

/// <summary>Brings what a read found of a blob into its application's record, beside the answer.</summary>
/// <remarks>The refusal does not wait for it, nor fail with it: what an outage or a crash loses, the next read records.</remarks>
public sealed class AlterationRecord(
    BlobServiceClient blobs, AggregateStore store, Afterwork afterwork, ILogger<AlterationRecord> logger)
{
    public void Note(string application, SlotState document) =>
        afterwork.TryRun(() => RecordAsync(application, document, CancellationToken.None));

    private async Task RecordAsync(string application, SlotState document, CancellationToken cancellation)
    {
        try
        {
            var kind = await KindAsync(document, cancellation);
            await store.ChangeDocumentsAsync(
                application, state => RecordAlteration.Decide(state, document.Type, document.Version, kind), cancellation);
        }
        // The boundary of a piece of work that has no caller.
        catch (Exception exception) when (exception is RequestFailedException or ProblemException or StaleStateException
            || Outage.Is(exception))
        {
            logger.LogWarning(exception, "That {Type}, version {Version}, of application {Application} is altered was not recorded",
                document.Type, document.Version, application);
        }
    }

    private async Task<Alteration> KindAsync(SlotState document, CancellationToken cancellation) =>
        document.Blob is { } name
        && await blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(name).ExistsAsync(cancellation)
            ? Alteration.Changed : Alteration.Missing;
}
