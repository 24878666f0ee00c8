using Azure.Messaging.ServiceBus;
using FunctionsApp.Operations;
using Moq;

namespace App.Tests.Operations;

/// <summary>A Service Bus with dead letters under peek-lock. It gives fewer than are asked for, as the broker may.</summary>
internal sealed class DeadBus
{
    private const int Given = 40;

    private readonly List<(string Path, ServiceBusReceivedMessage Message)> dead = [];
    private readonly List<(string To, ServiceBusMessage Message)> sent = [];
    private readonly HashSet<long> locked = [];
    private readonly Lock gate = new();

    public DeadBus()
    {
        var client = new Mock<ServiceBusClient>();
        client.Setup(bus => bus.CreateReceiver(It.IsAny<string>(), It.IsAny<ServiceBusReceiverOptions>()))
            .Returns((string queue, ServiceBusReceiverOptions options) => Receiver(queue, options));
        client.Setup(bus => bus.CreateReceiver(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<ServiceBusReceiverOptions>()))
            .Returns((string topic, string name, ServiceBusReceiverOptions options) => Receiver($"{topic}/{name}", options));
        client.Setup(bus => bus.CreateSender(It.IsAny<string>())).Returns((string to) =>
        {
            var sender = new Mock<ServiceBusSender>();
            sender.Setup(each => each.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
                .Returns((ServiceBusMessage message, CancellationToken _) =>
                {
                    if (RefusesCopies) throw new ServiceBusException("Away.", ServiceBusFailureReason.ServiceCommunicationProblem);
                    sent.Add((to, message));
                    return Task.CompletedTask;
                });
            return sender.Object;
        });
        Client = client.Object;
    }

    public ServiceBusClient Client { get; }

    /// <summary>The next removal of a dead letter fails.</summary>
    public bool BreaksCompletion { get; set; }

    public bool RefusesCopies { get; set; }

    /// <summary>Messages that are locked.</summary>
    public int Locked => locked.Count;

    public void Die(BusEntity entity, string id, string body = "{}") => dead.Add((entity.Path, Message(dead.Count + 1, id, body)));

    public IReadOnlyList<string> Dead(BusEntity entity) =>
        [.. dead.Where(each => each.Path == entity.Path).Select(each => each.Message.MessageId)];

    public IReadOnlyList<ServiceBusMessage> Sent(string to) => [.. sent.Where(each => each.To == to).Select(each => each.Message)];

    public static ServiceBusReceivedMessage Message(long sequence, string id, string body) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString(body), messageId: id, sequenceNumber: sequence, deliveryCount: 100,
            properties: new Dictionary<string, object>
            {
                ["DeadLetterReason"] = "MaxDeliveryCountExceeded", ["DeadLetterErrorDescription"] = "too many",
            });

    private ServiceBusReceiver Receiver(string path, ServiceBusReceiverOptions options)
    {
        Assert.Equal((SubQueue.DeadLetter, ServiceBusReceiveMode.PeekLock), (options.SubQueue, options.ReceiveMode));
        var receiver = new Mock<ServiceBusReceiver>();
        receiver.Setup(each => each.PeekMessagesAsync(It.IsAny<int>(), It.IsAny<long?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((int most, long? from, CancellationToken _) => Some(path, most, message => message.SequenceNumber >= from));
        receiver.Setup(each => each.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((int most, TimeSpan? _, CancellationToken _) =>
            {
                var some = Some(path, most, message => !locked.Contains(message.SequenceNumber));
                locked.UnionWith(some.Select(message => message.SequenceNumber));
                return some;
            });
        receiver.Setup(each => each.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, CancellationToken _) =>
            {
                if (BreaksCompletion)
                {
                    BreaksCompletion = false;
                    throw new ServiceBusException("Lost.", ServiceBusFailureReason.MessageLockLost);
                }

                Assert.True(locked.Remove(message.SequenceNumber));
                dead.RemoveAll(each => each.Message.SequenceNumber == message.SequenceNumber);
                return Task.CompletedTask;
            });
        receiver.Setup(each => each.AbandonMessageAsync(
                It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, IDictionary<string, object> _, CancellationToken _) =>
            {
                locked.Remove(message.SequenceNumber);
                return Task.CompletedTask;
            });
        return receiver.Object;
    }

    private IReadOnlyList<ServiceBusReceivedMessage> Some(string path, int most, Func<ServiceBusReceivedMessage, bool> wanted)
    {
        lock (gate)
        {
            return [.. dead.Where(each => each.Path == path).Select(each => each.Message).Where(wanted).Take(Math.Min(most, Given))];
        }
    }
}
