using Azure;
using Azure.Messaging.ServiceBus;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Distinguishes an outage of storage or messaging from a refusal.</summary>
public static class Outage
{
    /// <summary>
    /// Whether the same call may succeed when the service is back. A cancellation by a caller's own token looks like a time-out:
    /// ask that token first.
    /// </summary>
    public static bool Is(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 429 or >= 500,
        ServiceBusException or HttpRequestException or TimeoutException => true,
        // A try that took too long ends as a cancellation.
        OperationCanceledException => true,
        // After several tries the SDK throws all their failures in one.
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(Is),
        _ => false,
    };
}
