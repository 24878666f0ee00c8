using FunctionsApp.City;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes;

public sealed class GuideTriggers(ProgrammeCatalogue catalogue, GuideRecord record, TimeProvider time)
{
    /// <summary>Daily at 00:10 Asia/Shanghai: announces guides that opened or close in 7 or 1 days, also after missed ticks.</summary>
    [Function("Guides_Announce")]
    public async Task AnnounceAsync([TimerTrigger("0 10 16 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var today = BeijingTime.Day(time.GetUtcNow());
        foreach (var definition in catalogue.All) await record.AnnounceAsync(definition, today, cancellation);
    }
}
