using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Applications.Promises;

/// <summary>The watch over what an application promised.</summary>
public sealed record PromiseRun(string ApplicationId)
{
    public string InstanceId => InstanceIdOf(ApplicationId);

    public static string InstanceIdOf(string applicationId) => $"promises-{applicationId}";
}

/// <param name="At">When it is looked, UTC: the same for each attempt.</param>
public sealed record PromiseCheck(string ApplicationId, DateTimeOffset At);

public static class PromiseOrchestrator
{
    /// <summary>Event: look again, a promised document came. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Looks at each moment at which a promise is due, or its applicant to be reminded, until none is open.</summary>
    [Function(nameof(PromiseOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PromiseRun run)
    {
        var changed = new RecurringEvent(context, Changed);
        while (await context.CallActivityAsync<DateTimeOffset?>(
            nameof(CheckPromisesActivity), new PromiseCheck(run.ApplicationId, context.CurrentUtcDateTime), ActivityRetries.Patient)
            is { } next)
        {
            await changed.ComesBeforeAsync(next.UtcDateTime);
        }
    }
}
