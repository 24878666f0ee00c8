using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.ServiceBus;

/// <summary>Dead letters as a receiver takes them, and what is sent to one subscription alone.</summary>
public sealed class DeadLetterTests
{
    private static readonly TimeSpan NoWait = TimeSpan.Zero;

    [Fact]
    public async Task Peek_DeadLetters_ShowsThemInOrderAndTakesNone()
    {
        await using var broker = new Broker();
        await DieAsync(broker, "one", "two", "three");
        await using var receiver = Receiver(broker);

        var first = await receiver.PeekMessagesAsync(2, cancellationToken: Broker.Cancellation);
        var rest = await receiver.PeekMessagesAsync(2, first[^1].SequenceNumber + 1, Broker.Cancellation);

        Assert.Equal(["one", "two", "three"], first.Concat(rest).Select(message => message.MessageId));
        Assert.All(first, dead => Assert.Equal(
            ("MaxDeliveryCountExceeded", 3, Broker.Start), (dead.DeadLetterReason, dead.DeliveryCount, dead.EnqueuedTime)));
    }

    [Fact]
    public async Task Receive_Locked_IsAnothersOnlyAfterTheLock()
    {
        await using var broker = new Broker();
        await DieAsync(broker, "one");
        await using var receiver = Receiver(broker);
        var dead = Assert.Single(await receiver.ReceiveMessagesAsync(5, NoWait, Broker.Cancellation));
        Assert.Empty(await receiver.ReceiveMessagesAsync(5, NoWait, Broker.Cancellation));

        await receiver.AbandonMessageAsync(dead, cancellationToken: Broker.Cancellation);
        dead = Assert.Single(await receiver.ReceiveMessagesAsync(5, NoWait, Broker.Cancellation));
        await receiver.CompleteMessageAsync(dead, Broker.Cancellation);
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(dead, Broker.Cancellation));

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        Assert.Empty(broker.Bus.DeadLetters("orders"));
    }

    [Fact]
    public async Task CreateReceiver_OfLiveMessages_IsRefused()
    {
        await using var broker = new Broker();
        Assert.Throws<NotSupportedException>(() => broker.Bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions()));
    }

    [Theory]
    [InlineData("some", 1)]
    [InlineData("another", 0)]
    public async Task Send_ToOneSubscription_ReachesItAlone(string subscription, int received)
    {
        await using var broker = new Broker();
        broker.Record("news/some");
        broker.Open();
        await broker.SendAsync(
            "news", new ServiceBusMessage("x") { Subject = "taken", ApplicationProperties = { ["resentTo"] = subscription } });
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(received, broker.Received.Count);
    }

    private static ServiceBusReceiver Receiver(Broker broker) =>
        broker.Bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    private static async Task DieAsync(Broker broker, params string[] ids)
    {
        broker.Handle("orders", _ => throw new InvalidOperationException("no"));
        broker.Open();
        foreach (var id in ids) await broker.SendAsync("orders", new ServiceBusMessage("x") { MessageId = id });
        await broker.Work.WhenIdleAsync(Broker.Cancellation);
    }
}
