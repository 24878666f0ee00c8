using System.Net.Sockets;
using Azure;
using Azure.Messaging.ServiceBus;
using Grpc.Core;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Distinguishes an outage of storage, messaging or the host from a refusal.</summary>
public static class Outage
{
    /// <summary>
    /// Whether the same call may succeed when the service is back. A cancellation by a caller's own token looks like a time-out:
    /// ask that token first.
    /// </summary>
    public static bool Is(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 429 or >= 500,
        ServiceBusException or HttpRequestException or TimeoutException or OutageException => true,
        // A connection that was cut within an answer.
        HttpIOException or IOException { InnerException: SocketException } => true,
        // The durable client calls the host, which answers a failure of its own storage by one of these.
        RpcException refused =>
            refused.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown or StatusCode.DeadlineExceeded,
        // A try that took too long ends as a cancellation.
        OperationCanceledException => true,
        // After several tries the SDK throws all their failures in one.
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(Is),
        _ => false,
    };
}
