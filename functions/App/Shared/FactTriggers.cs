using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Shared;

/// <summary>Publishes committed facts whose publication failed or was cut off.</summary>
public sealed class FactTriggers(TableServiceClient tables, FactPublisher publisher, Outbox outbox, TimeProvider time, ILogger<FactTriggers> logger)
{
    /// <summary>A commit takes seconds; after this long its marker is a leftover.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>A commit whose storage call is retried may still land minutes later; after this long it never will.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    [Function("Facts_Sweep")]
    public async Task SweepAsync([TimerTrigger("%FactSweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var marker in await outbox.PendingAsync(Settled, cancellation))
        {
            var row = await tables.GetTableClient(marker.Table).GetEntityIfExistsAsync<TableEntity>(marker.Subject, FactRow.Key(marker.Number), cancellationToken: cancellation);
            if (row.HasValue)
            {
                await publisher.PublishAsync([FactRow.Read(row.Value!)], cancellation);
                logger.LogInformation("Published {MessageId} late", $"{marker.Subject}-{marker.Number:D9}");
            }

            else if (marker.At > time.GetUtcNow() - Abandoned)
            {
                continue;
            }

            // No row and old: the commit lost its race or never happened, and there is nothing to publish.
            await outbox.RemoveAsync(marker, cancellation);
        }
    }
}
