using Azure.Messaging.ServiceBus;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Sends many messages with few requests: together they may have as many bytes as one message may.</summary>
public static class MessageBatches
{
    /// <summary>Bytes of a request: the tier Standard takes 256 KiB.</summary>
    private const int MostBytes = 240 * 1024;

    /// <summary>More than the broker and tracing add to a message beside its body: names, content type, trace.</summary>
    private const int HeaderBytes = 512;

    /// <summary>In the order given. After a failure some are sent: whoever repeats it sends them with the same MessageIds.</summary>
    public static async Task SendAllAsync(
        this ServiceBusSender sender, IEnumerable<ServiceBusMessage> messages, CancellationToken cancellation)
    {
        var (batch, bytes) = (new List<ServiceBusMessage>(), 0);
        foreach (var message in messages)
        {
            var size = message.Body.ToMemory().Length + HeaderBytes;
            if (batch.Count > 0 && bytes + size > MostBytes)
            {
                await sender.SendMessagesAsync(batch, cancellation);
                (batch, bytes) = ([], 0);
            }

            batch.Add(message);
            bytes += size;
        }

        if (batch.Count > 0) await sender.SendMessagesAsync(batch, cancellation);
    }
}
