using Azure.Messaging.ServiceBus;

namespace App.Tests.Fixtures;

/// <summary>Delivers what is on a queue of the bus, and again where its handler failed; the broker is back by then.</summary>
internal sealed class PlayedBroker(MemoryBus bus, TimeProvider time)
{
    /// <summary>How often a handler failed because the broker had stopped.</summary>
    public int Stops { get; private set; }

    /// <summary>Does what a message asks for until it goes well, as the broker repeats a message.</summary>
    public async Task UntilDoneAsync(Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (ServiceBusException)
        {
            (bus.Remaining, Stops) = (null, Stops + 1);
            await handle();
        }
    }

    /// <summary>Plays the queue to its end. A message whose MessageId was there before is dropped, as by duplicate detection.</summary>
    public async Task QueueAsync(string queue, Func<ServiceBusReceivedMessage, Task> handle)
    {
        var known = new HashSet<string>();
        for (var next = 0; next < bus.To(queue).Count; next++)
        {
            var message = bus.To(queue)[next];
            if (!known.Add(message.MessageId)) continue;
            var received = ServiceBusModelFactory.ServiceBusReceivedMessage(
                message.Body, message.MessageId, subject: message.Subject, enqueuedTime: time.GetUtcNow());
            await UntilDoneAsync(() => handle(received));
        }
    }
}
