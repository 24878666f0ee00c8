using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes.Guides;

public sealed class GuideTimer(ProgrammeCatalogue catalogue, AggregateStore store, TimeProvider time)
{
    /// <summary>
    /// Daily at 00:10 Asia/Shanghai: announces guides that opened or close in 7 or 1 days, also after missed ticks. A version that a
    /// newer open one replaced has no news. It announces programmes whose rules are those of a new version, too.
    /// </summary>
    [Function(AnnounceGuides.Actor)]
    public async Task AnnounceAsync([TimerTrigger("0 10 16 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var today = BeijingTime.Day(time.GetUtcNow());
        foreach (var definition in catalogue.All.Where(definition => catalogue.ForNew(definition.Programme, today) == definition))
        {
            await store.PutAsync(GuideAggregate.Kind, GuideAggregate.Id(definition), current =>
                AnnounceGuides.Decide(current, definition, today), cancellation);
        }

        foreach (var definition in catalogue.NewOnes(today))
        {
            await store.PutAsync(AnnounceRevision.Kind, AnnounceRevision.IdOf(definition.Programme), current =>
                AnnounceRevision.Decide(current, definition), cancellation);
        }
    }
}
