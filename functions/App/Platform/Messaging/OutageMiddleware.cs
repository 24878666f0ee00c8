using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Lets a message's function wait out an outage of storage.</summary>
/// <remarks>
/// Service Bus gives a failed message back at once, and after its last delivery puts it aside: ten failures pass in seconds,
/// and an outage would empty the queue into the dead letters. Messages' functions are safe to run twice.
/// </remarks>
public sealed class OutageMiddleware(TimeProvider time, ILogger<OutageMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>Below the host's maxAutoLockRenewalDuration of 5 minutes; each of the deliveries waits as long.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var patience = context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "serviceBusTrigger") ? Patience
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
