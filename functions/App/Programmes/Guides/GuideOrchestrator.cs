using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A published guide on its way from its first day to its closing.</summary>
public sealed record GuideRun(string GuideId)
{
    public static string InstanceIdOf(string guideId) => $"guide-{guideId}";
}

public static class GuideOrchestrator
{
    /// <summary>Event: look again, the guide was extended or withdrawn. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Waits for each day on which the guide has news and announces it, until the guide has closed or is withdrawn.</summary>
    [Function(nameof(GuideOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GuideRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        while (await LookAsync(context, run) is { } next) await changed.ComesBeforeAsync(next.UtcDateTime);
    }

    /// <summary>When it has news next; null for never.</summary>
    private static Task<DateTimeOffset?> LookAsync(TaskOrchestrationContext context, GuideRun run) =>
        context.CallActivityAsync<DateTimeOffset?>(
            nameof(AnnounceGuideActivity), new GuideLook(run.GuideId, context.CurrentUtcDateTime), ActivityRetries.Patient);
}
