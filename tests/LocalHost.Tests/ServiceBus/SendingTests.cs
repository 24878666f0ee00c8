using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.ServiceBus;

public sealed class SendingTests
{
    [Fact]
    public async Task Send_AllProperties_ArriveWithTheirTypes()
    {
        await using var broker = new Broker();
        broker.Record("orders");
        await broker.StartAsync();
        var values = new Dictionary<string, object?>
        {
            ["text"] = "字", ["int"] = 5, ["long"] = 6L, ["byte"] = (byte)7, ["bool"] = true, ["decimal"] = 1.10m, ["double"] = 0.1, ["float"] = 0.2f, ["char"] = 'x',
            ["guid"] = Guid.NewGuid(), ["time"] = new DateTime(2026, 3, 2, 1, 2, 3, DateTimeKind.Utc), ["offset"] = Broker.Start.ToOffset(TimeSpan.FromHours(8)),
            ["span"] = TimeSpan.FromMilliseconds(1), ["uri"] = new Uri("https://example.org/a"), ["bytes"] = new byte[] { 1, 2 }, ["null"] = null,
        };
        var message = new ServiceBusMessage("body") { MessageId = "m1", Subject = "s", CorrelationId = "c", ContentType = "application/json", To = "t", ReplyTo = "r" };
        foreach (var (key, value) in values) message.ApplicationProperties[key] = value!;

        await broker.SendAsync("orders", message);
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        var received = Assert.Single(broker.Received);
        Assert.Equal(("m1", "s", "c", "application/json", "t", "r"), (received.MessageId, received.Subject, received.CorrelationId, received.ContentType, received.To, received.ReplyTo));
        Assert.Equal((Broker.Start, Broker.Start.AddSeconds(30)), (received.EnqueuedTime, received.LockedUntil));
        foreach (var (key, value) in values) Assert.Equal(value, received.ApplicationProperties[key]);
    }

    [Fact]
    public async Task Send_PropertyOfForeignType_FailsAndStoresNothing()
    {
        await using var broker = new Broker();
        var message = new ServiceBusMessage("x") { ApplicationProperties = { ["list"] = new List<int>() } };

        await Assert.ThrowsAsync<SerializationException>(() => broker.SendAsync("orders", new ServiceBusMessage("fine"), message));

        Assert.Equal(0, await broker.CountAsync("orders"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Send_AroundTheSizeLimit_IsRefusedAboveIt(int over, bool refused)
    {
        await using var broker = new Broker();
        var message = new ServiceBusMessage(new byte[(256 * 1024) - 2 + over]) { MessageId = "m1" };

        var error = await Record.ExceptionAsync(() => broker.SendAsync("orders", message));

        Assert.Equal(refused ? ServiceBusFailureReason.MessageSizeExceeded : null, (error as ServiceBusException)?.Reason);
        Assert.Equal(refused ? 0 : 1, await broker.CountAsync("orders"));
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
        Assert.Equal(1, await broker.CountAsync("orders"));

        await broker.Virtual.AdvanceAsync(TimeSpan.FromTicks(1), Broker.Cancellation);
        await broker.SendAsync("orders", new ServiceBusMessage("4") { MessageId = "m" });

        Assert.Equal(2, await broker.CountAsync("orders"));
    }

    [Fact]
    public async Task Send_Topic_EachSubscriptionHasItsCopy()
    {
        await using var broker = new Broker();
        var arrived = new List<string>();
        broker.Bus.Arrived += (name, message) => arrived.Add($"{name} {message.Body}");
        broker.Record("facts/a");
        await broker.StartAsync();

        await broker.SendAsync("facts", new ServiceBusMessage("x"));
        await broker.SendAsync("silent", new ServiceBusMessage("y"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal((0, 1), (await broker.CountAsync("facts/a"), await broker.CountAsync("facts/b")));
        Assert.Equal(["facts x", "silent y"], arrived);
    }

    [Fact]
    public async Task Schedule_Later_ArrivesThenUnlessCancelled()
    {
        await using var broker = new Broker();
        var times = new List<DateTimeOffset>();
        broker.Handle("facts/a", (_, _) =>
        {
            times.Add(broker.Clock.GetUtcNow());
            return Task.CompletedTask;
        });
        await broker.StartAsync();
        var sender = broker.Bus.Client.CreateSender("facts");
        using (broker.Work.Begin())
        {
            await sender.ScheduleMessageAsync(new ServiceBusMessage("kept"), Broker.Start.AddHours(2), Broker.Cancellation);
            var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("cancelled"), Broker.Start.AddHours(1), Broker.Cancellation);
            Assert.Equal(2, await broker.CountAsync("facts"));
            await sender.CancelScheduledMessageAsync(number, Broker.Cancellation);
            var error = await Assert.ThrowsAsync<ServiceBusException>(() => sender.CancelScheduledMessageAsync(number, Broker.Cancellation));
            Assert.Equal(ServiceBusFailureReason.MessageNotFound, error.Reason);
        }

        await broker.Virtual.SettleAsync(Broker.Cancellation);

        Assert.Equal([Broker.Start.AddHours(2)], times);
        Assert.Equal("kept", Assert.Single(broker.Received).Body.ToString());
    }

    [Fact]
    public async Task Send_TimeToLiveOver_IsNotDelivered()
    {
        await using var broker = new Broker();
        await broker.SendAsync("orders", new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromMinutes(1) }, new ServiceBusMessage("long"));
        await broker.Virtual.AdvanceAsync(TimeSpan.FromMinutes(1), Broker.Cancellation);
        broker.Record("orders");
        await broker.StartAsync();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal("long", Assert.Single(broker.Received).Body.ToString());
    }

    [Fact]
    public async Task Batch_Full_RefusesAndSendsWhatItTook()
    {
        await using var broker = new Broker();
        var sender = broker.Bus.Client.CreateSender("orders");
        using var batch = await sender.CreateMessageBatchAsync(Broker.Cancellation);
        var taken = 0;
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[100_000]) { MessageId = $"m{taken}" })) taken++;

        await sender.SendMessagesAsync(batch, Broker.Cancellation);

        Assert.Equal((2, 2), (taken, await broker.CountAsync("orders")));
    }
}
