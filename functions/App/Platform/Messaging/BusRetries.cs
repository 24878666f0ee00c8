using Azure.Messaging.ServiceBus;

namespace FunctionsApp.Platform.Messaging;

/// <summary>How long a message that is sent waits for Service Bus: 11 s at most, where it refuses and where it is silent.</summary>
/// <remarks>The SDK's own setting waits four times 60 s. What could not be sent is sent by the sweep, or by an activity's retry.</remarks>
public static class BusRetries
{
    public static ServiceBusClientOptions Bound() => new()
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Fixed,
            TryTimeout = TimeSpan.FromSeconds(5),
            MaxRetries = 1,
            Delay = TimeSpan.FromMilliseconds(500),
        },
    };
}
