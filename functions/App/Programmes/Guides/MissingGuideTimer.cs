using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Starts the runs of published guides whose fact was lost.</summary>
public sealed class MissingGuideTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of published guides; safe to run twice.</summary>
    [Function("Guides_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(GuideOrchestrator),
        lists.ReadAllAsync(GuideIndex.Published, GuideIndex.AllProgrammes, cancellation)
            .Where(guide => guide is { IsClosed: false, PublishedAt: not null })
            .Select(guide => new ExpectedRun(GuideRun.InstanceIdOf(guide.Id), new GuideRun(guide.Id), guide.PublishedAt!.Value)),
        cancellation);
}
