using Azure;
using Azure.Storage.Blobs;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Statistics.Files;

/// <summary>Has the files of reports checked.</summary>
public sealed class ReportOnBlob(AggregateStore store, ILogger<ReportOnBlob> logger)
{
    /// <summary>Starts the check once for each version, however often the blob's event comes; the sweep makes up for a lost one.</summary>
    [Function("Reports_Check")]
    public async Task StartAsync(
        [BlobTrigger("reports/{name}", Connection = Topology.StorageConnection, Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        string name, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        if (await FindAsync(blob, name, cancellation) is { } run)
        {
            await durable.StartOnceAsync(nameof(ReportOrchestrator), run.InstanceId, run, cancellation);
        }
        else
        {
            // Without its name: whoever put it there may have called it anything.
            logger.LogWarning("A blob in {Container} belongs to no report and is left to its retention", Topology.ReportFiles);
        }
    }

    // The blob's metadata are not enough: the record must name this very blob.
    private async Task<ReportRun?> FindAsync(BlobClient blob, string name, CancellationToken cancellation)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            if (ReportTag.Read(properties.Value.Metadata) is not { } run) return null;
            var state = (await store.FindAsync(ReportAggregate.Kind, run.ReportId, cancellation))?.State;
            return state?.Versions.FirstOrDefault(version => version.Number == run.Version)?.File?.Blob == name ? run : null;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
