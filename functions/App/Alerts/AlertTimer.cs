using FunctionsApp.City;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Alerts;

/// <summary>Publishes the news every morning.</summary>
public sealed class AlertTimer(AlertStore store, TimeProvider time, ILogger<AlertTimer> logger)
{
    /// <summary>A tick may come a moment early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Of a day, Asia/Shanghai.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>
    /// Daily 09:00 Asia/Shanghai, written in UTC. A tick that was missed and is made up belongs to the morning that was missed, so that
    /// the next morning has its own; a repeated one finds its run.
    /// </summary>
    [Function("Alerts_Publish")]
    public async Task PublishAsync(
        [TimerTrigger("0 0 1 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var day = MorningOf(time.GetUtcNow());
        foreach (var sector in Sectors.All)
        {
            if (!await store.HasWorkAsync(sector.Code, cancellation)) continue;
            var run = new AlertRun(sector.Code, day);
            if (!await durable.StartOnceAsync(nameof(AlertOrchestrator), AlertOrchestrator.InstanceId(run), run, cancellation))
            {
                logger.LogInformation(
                    "{Instance} runs or ran already; what came after it waits for tomorrow", AlertOrchestrator.InstanceId(run));
            }
        }
    }

    /// <summary>The day whose 09:00 is the last before the moment.</summary>
    internal static DateOnly MorningOf(DateTimeOffset at) => BeijingTime.Day(at - Morning + Tolerance);
}
