using FunctionsApp.City;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Alerts;

/// <summary>Publishes the news every morning.</summary>
public sealed class AlertTimer(AlertStore store, TimeProvider time, ILogger<AlertTimer> logger)
{
    /// <summary>Daily 09:00 Asia/Shanghai, written in UTC. Of a missed tick the items wait; a repeated one finds its run.</summary>
    [Function("Alerts_Publish")]
    public async Task PublishAsync(
        [TimerTrigger("0 0 1 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var day = BeijingTime.Day(time.GetUtcNow());
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
}
