using System.Text.Json.Serialization;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Warnings.Rules;

/// <summary>A look at all rules. Everything that happens within a few minutes is looked at once.</summary>
/// <param name="Due">UTC.</param>
public sealed record RuleRun(DateTimeOffset Due)
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    /// <summary>What was decided last within those minutes may still be on its way into the tables.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>The run that looks at what happened at a moment: the same for all that is near it, however often it is named.</summary>
    public static RuleRun Of(DateTimeOffset happened)
    {
        var ends = (happened.UtcTicks / Together.Ticks) + 1;
        return new RuleRun(new DateTimeOffset(ends * Together.Ticks, TimeSpan.Zero) + Settled);
    }

    [JsonIgnore]
    public string InstanceId => FormattableString.Invariant($"rules-{Due:yyyyMMddHHmm}");
}

public static class RuleOrchestrator
{
    /// <summary>Waits until it is due, so that many reports of a few minutes make one look; then looks at all rules.</summary>
    [Function(nameof(RuleOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RuleRun run)
    {
        if (context.CurrentUtcDateTime < run.Due.UtcDateTime) await context.CreateTimer(run.Due.UtcDateTime, CancellationToken.None);
        await context.CallActivityAsync(nameof(CheckRulesActivity), run, ActivityRetries.Patient);
    }
}
