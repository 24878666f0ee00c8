using System.Text;
using Azure.Messaging.ServiceBus;
using LocalHost.ServiceBus;

namespace LocalHost.Tests.ServiceBus;

public sealed class SendingTests
{
    [Fact]
    public async Task Send_AllProperties_Arrive()
    {
        await using var broker = new Broker();
        broker.Record("orders");
        broker.Open();
        var message = new ServiceBusMessage("body")
        {
            MessageId = "m1", Subject = "s", CorrelationId = "c", ContentType = "application/json",
            ApplicationProperties = { ["text"] = "字" },
        };

        await broker.SendAsync("orders", message);
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        var received = Assert.Single(broker.Received);
        Assert.Equal(
            ("body", "m1", "s", "c", "application/json"),
            (received.Body.ToString(), received.MessageId, received.Subject, received.CorrelationId, received.ContentType));
        Assert.Equal("字", received.ApplicationProperties["text"]);
    }

    [Fact]
    public async Task Send_PropertyThatIsNoText_FailsAndStoresNothing()
    {
        await using var broker = new Broker();
        var message = new ServiceBusMessage("x") { ApplicationProperties = { ["number"] = 1 } };

        await Assert.ThrowsAsync<NotSupportedException>(() => broker.SendAsync("orders", new ServiceBusMessage("fine"), message));

        Assert.Equal(0, broker.Count("orders"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Send_AroundTheSizeLimit_IsRefusedAboveIt(int over, bool refused)
    {
        await using var broker = new Broker();
        var header = Encoding.UTF8.GetByteCount(MessageHeader.Of(new ServiceBusMessage { MessageId = "m1" }, Broker.Start).ToJson());
        var message = new ServiceBusMessage(new byte[(256 * 1024) - header + over]) { MessageId = "m1" };

        var error = await Record.ExceptionAsync(() => broker.SendAsync("orders", message));

        Assert.Equal(refused ? ServiceBusFailureReason.MessageSizeExceeded : null, (error as ServiceBusException)?.Reason);
        Assert.Equal(refused ? 0 : 1, broker.Count("orders"));
    }

    [Fact]
    public async Task Send_ToASubscriptionOfSomeSubjects_ComesWhereItIsTaken()
    {
        await using var broker = new Broker();

        await broker.SendAsync(
            "news", new ServiceBusMessage("x") { Subject = "taken" }, new ServiceBusMessage("y") { Subject = "also" },
            new ServiceBusMessage("z") { Subject = "Taken" }, new ServiceBusMessage("without"));

        Assert.Equal((4, 2), (broker.Count("news/all"), broker.Count("news/some")));
    }

    [Fact]
    public async Task Send_UnknownEntity_NamesIt()
    {
        await using var broker = new Broker();

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => broker.SendAsync("nowhere", new ServiceBusMessage("x")));

        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, "nowhere"), (error.Reason, error.EntityPath));
    }

    [Fact]
    public async Task Send_SameIdWithinTheWindow_IsDroppedAndTakenAgainAfterIt()
    {
        await using var broker = new Broker();
        await broker.SendAsync("orders", new ServiceBusMessage("1") { MessageId = "m" }, new ServiceBusMessage("2") { MessageId = "m" });
        await broker.Virtual.AdvanceAsync(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1), Broker.Cancellation);
        await broker.SendAsync("orders", new ServiceBusMessage("3") { MessageId = "m" });
        Assert.Equal(1, broker.Count("orders"));

        await broker.Virtual.AdvanceAsync(TimeSpan.FromTicks(1), Broker.Cancellation);
        await broker.SendAsync("orders", new ServiceBusMessage("4") { MessageId = "m" });

        Assert.Equal(2, broker.Count("orders"));
    }

    [Fact]
    public async Task Send_Topic_EachSubscriptionHasItsCopy()
    {
        await using var broker = new Broker();
        var arrived = new List<string>();
        broker.Bus.Arrived += (name, message) => arrived.Add($"{name} {message.Body}");
        broker.Record("facts/a");
        broker.Open();

        await broker.SendAsync("facts", new ServiceBusMessage("x"));
        await broker.SendAsync("silent", new ServiceBusMessage("y"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal((0, 1), (broker.Count("facts/a"), broker.Count("facts/b")));
        Assert.Equal(["facts x", "silent y"], arrived);
    }
}
