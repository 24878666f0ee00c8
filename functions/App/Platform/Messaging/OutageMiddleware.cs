using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Lets the functions of messages, blobs and timers wait out an outage.</summary>
/// <remarks>
/// The host repeats a failed message or blob at once, and after the last try puts it aside: ten failures pass in seconds, and an outage
/// would empty the queue into the dead letters. A failed tick is not repeated at all. These functions are safe to run twice.
/// A caller of HTTP and the retry policy of an activity wait by themselves.
/// </remarks>
public sealed class OutageMiddleware(TimeProvider time, ILogger<OutageMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>Below the host's maxAutoLockRenewalDuration of 5 minutes; each of the deliveries waits as long.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    internal static readonly HashSet<string> PatientTriggers = ["serviceBusTrigger", "blobTrigger", "timerTrigger"];

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var patience = context.FunctionDefinition.InputBindings.Values.Any(binding => PatientTriggers.Contains(binding.Type))
            ? Patience
            : TimeSpan.Zero;
        var begun = time.GetTimestamp();
        for (var delay = TimeSpan.FromSeconds(1); ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                await next(context);
                return;
            }
            catch (Exception exception) when (Outage.Is(exception) && !context.CancellationToken.IsCancellationRequested
                && time.GetElapsedTime(begun) + delay < patience)
            {
                logger.LogWarning(
                    "{Function}: storage or messaging unavailable, retrying in {Delay}", context.FunctionDefinition.Name, delay);
            }

            await Task.Delay(delay, time, context.CancellationToken);
        }
    }
}
