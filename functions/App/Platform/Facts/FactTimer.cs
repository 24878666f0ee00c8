using System.Diagnostics;
using Azure.Data.Tables;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Platform.Facts;

/// <summary>Publishes committed facts whose publication failed or was cut off.</summary>
public sealed class FactTimer(TableServiceClient tables, FactPublisher publisher, Outbox outbox, IOptions<FactOptions> options, ILogger<FactTimer> logger)
{
    [Function("Facts_Sweep")]
    public async Task SweepAsync([TimerTrigger("%FactSweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var marker in await outbox.PendingAsync(TimeSpan.FromSeconds(options.Value.SettledSeconds), cancellation))
        {
            var row = await tables.GetTableClient(marker.Table).GetEntityIfExistsAsync<TableEntity>(marker.Subject, FactRows.Key(marker.Number), cancellationToken: cancellation);
            if (row.HasValue)
            {
                using var late = Tracing.Continue("publish fact late", marker.Trace, ActivityKind.Producer);
                await publisher.PublishAsync([FactRows.Read(row.Value!)], cancellation);
                logger.LogInformation("Published {MessageId} late", $"{marker.Subject}-{marker.Number:D9}");
            }

            // No row: the commit lost its race or never happened, and there is nothing to publish.
            await outbox.RemoveAsync(marker, cancellation);
        }
    }
}
