using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.WhitePapers;

public sealed class WhitePaperTimer(PlanWhitePapers plan)
{
    /// <summary>
    /// Daily 10:30 Asia/Shanghai, written in UTC, after the releases: starts the paper of each released quarter and year once, and what
    /// a lost start left behind. A missed tick is made up by the next.
    /// </summary>
    [Function("WhitePapers_Make")]
    public async Task MakeAsync(
        [TimerTrigger("0 30 2 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        foreach (var run in await plan.ReadAsync(cancellation))
        {
            await durable.StartOnceAsync(nameof(WhitePaperOrchestrator), run.InstanceId, run, cancellation);
        }
    }
}
