using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Subscriptions.Digests;

public sealed class DigestTimer(AggregateStore store, TimeProvider time)
{
    private const string Name = "Digests_Begin";

    /// <summary>
    /// Daily 09:20 Asia/Shanghai, written in UTC: the daily digest, and on Mondays the weekly one, also after missed ticks. Then, and at
    /// 12:20 and 15:20, those that a page put aside kept from their subscribers. Safe to run twice.
    /// </summary>
    [Function(Name)]
    public async Task BeginAsync([TimerTrigger("0 20 1,4,7 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var frequency in new[] { AlertFrequency.Daily, AlertFrequency.Weekly })
        {
            var begun = await store.PutAsync(
                DigestAggregate.Kind, DigestAggregate.IdOf(frequency),
                current => BeginDigest.Decide(current, frequency, Name, now), cancellation);
            if (!begun.State.Open.Any(run => now - run.AskedAt >= ResumeDigest.Patience)) continue;
            await store.ChangeAsync(
                DigestAggregate.Kind, DigestAggregate.IdOf(frequency), state => ResumeDigest.Decide(state, Name, now), cancellation);
        }
    }
}
