using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Looks at all rules each day: a report whose fact was lost, and an officer's answer, are seen a day later at most.</summary>
public sealed class RuleTimer(TimeProvider time)
{
    /// <summary>Of a day, UTC.</summary>
    private static readonly TimeSpan Morning = new(0, 30, 0);

    /// <summary>A tick may come a moment early.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Daily 08:30 Asia/Shanghai, written in UTC. A repeated tick finds its run.</summary>
    [Function("Rules_Check")]
    public Task StartAsync(
        [TimerTrigger("0 30 0 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var run = RunOf(time.GetUtcNow());
        return durable.StartOnceAsync(nameof(RuleOrchestrator), run.InstanceId, run, cancellation);
    }

    /// <summary>The run of the last morning before the moment.</summary>
    public static RuleRun RunOf(DateTimeOffset at)
    {
        var day = (at - Morning + Tolerance).UtcDateTime.Date;
        return RuleRun.Of(new DateTimeOffset(day, TimeSpan.Zero) + Morning);
    }
}
