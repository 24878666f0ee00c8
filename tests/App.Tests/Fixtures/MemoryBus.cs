using Azure.Messaging.ServiceBus;
using Moq;

namespace App.Tests.Fixtures;

/// <summary>A Service Bus that keeps what is sent, by queue or topic.</summary>
internal sealed class MemoryBus
{
    private readonly List<(string Entity, ServiceBusMessage Message)> sent = [];

    public MemoryBus()
    {
        var client = new Mock<ServiceBusClient>();
        client.Setup(bus => bus.CreateSender(It.IsAny<string>())).Returns((string entity) =>
        {
            var sender = new Mock<ServiceBusSender>();
            sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
                .Returns((ServiceBusMessage message, CancellationToken _) => Keep(entity, [message]));
            sender.Setup(s => s.SendMessagesAsync(It.IsAny<IEnumerable<ServiceBusMessage>>(), It.IsAny<CancellationToken>()))
                .Returns((IEnumerable<ServiceBusMessage> messages, CancellationToken _) => Keep(entity, messages));
            return sender.Object;
        });
        Client = client.Object;
    }

    public ServiceBusClient Client { get; }

    /// <summary>The next sending to this queue or topic fails.</summary>
    public string? Broken { get; set; }

    /// <summary>Messages that are taken before the broker stops, also of one sending; null: it does not stop.</summary>
    public int? Remaining { get; set; }

    /// <summary>While true, what is sent is neither taken nor refused.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Sendings that wait for the silent bus.</summary>
    public int Waiting { get; private set; }

    public Faults? Faults { get; set; }

    private TaskCompletionSource silence = new();

    /// <summary>The silent sendings give up; the bus answers again.</summary>
    public void GiveUp()
    {
        (IsSilent, Waiting) = (false, 0);
        var waited = silence;
        silence = new TaskCompletionSource();
        waited.SetException(new ServiceBusException("No answer came in time.", ServiceBusFailureReason.ServiceTimeout));
    }

    public IReadOnlyList<ServiceBusMessage> To(string entity) =>
        [.. sent.Where(item => item.Entity == entity).Select(item => item.Message)];

    private Task Keep(string entity, IEnumerable<ServiceBusMessage> messages)
    {
        if (IsSilent)
        {
            Waiting++;
            return silence.Task;
        }

        var fault = Faults?.Write();
        if (Broken == entity)
        {
            Broken = null;
            throw new ServiceBusException("The broker is away.", ServiceBusFailureReason.ServiceCommunicationProblem);
        }

        foreach (var message in messages)
        {
            if (Remaining == 0) throw new ServiceBusException(
                "The broker stopped.", ServiceBusFailureReason.ServiceCommunicationProblem);
            Remaining--;
            sent.Add((entity, message));
        }

        fault?.AfterWrite();
        return Task.CompletedTask;
    }
}
