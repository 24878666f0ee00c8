using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Subscriptions.Digests;

public sealed class DigestTimer(AggregateStore store, TimeProvider time)
{
    private const string Name = "Digests_Begin";

    /// <summary>
    /// Daily 09:20 Asia/Shanghai, written in UTC: the daily digest, and on Mondays the weekly one, also after missed ticks. Safe to run
    /// twice.
    /// </summary>
    [Function(Name)]
    public async Task BeginAsync([TimerTrigger("0 20 1 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var frequency in new[] { AlertFrequency.Daily, AlertFrequency.Weekly })
        {
            await store.PutAsync(
                DigestAggregate.Kind, DigestAggregate.IdOf(frequency),
                current => BeginDigest.Decide(current, frequency, Name, now), cancellation);
        }
    }
}
