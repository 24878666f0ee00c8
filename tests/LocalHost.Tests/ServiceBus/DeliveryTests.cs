using Azure.Messaging.ServiceBus;
using LocalHost.Clock;

namespace LocalHost.Tests.ServiceBus;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Message_HandlerSucceeds_IsGone()
    {
        await using var broker = new Broker();
        broker.Record("orders");
        broker.Open();
        await broker.SendAsync("orders", new ServiceBusMessage("one") { MessageId = "m1" }, new ServiceBusMessage("two"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(["one", "two"], broker.Received.Select(message => message.Body.ToString()));
        Assert.Equal(1, broker.Received.First().DeliveryCount);
        Assert.Equal(0, broker.Count("orders"));
    }

    [Fact]
    public async Task Message_HandlerFailsAlways_IsDeadLetteredAfterMaxDeliveries()
    {
        await using var broker = new Broker();
        broker.Handle("orders", _ => throw new InvalidOperationException("no"));
        broker.Open();
        await broker.SendAsync("orders", new ServiceBusMessage("x") { MessageId = "m1" });
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal([1, 2, 3], broker.Received.Select(message => message.DeliveryCount));
        var dead = Assert.Single(broker.Bus.DeadLetters("orders"));
        Assert.Equal(("MaxDeliveryCountExceeded", "orders", 3), (dead.DeadLetterReason, dead.DeadLetterSource, dead.DeliveryCount));
        Assert.Equal(Broker.Start, broker.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Lock_HandlerOutlivesIt_RedeliversUnlessRenewed(bool renewed, int deliveries)
    {
        // The broker's clock is apart from the work that would hold it: handlers here outlive their locks.
        var time = new VirtualClock(Broker.Start, new WorkTracker());
        await using var broker = new Broker(new AskedClock(time));
        var (begun, release) = (new SemaphoreSlim(0), new TaskCompletionSource());
        broker.Handle("orders", async message =>
        {
            begun.Release();
            if (message.DeliveryCount > 1) return;
            await release.Task;
        }, concurrent: 2, renewal: renewed ? TimeSpan.FromSeconds(45) : default);
        broker.Open();

        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await begun.WaitAsync(Broker.Cancellation);
        await time.AdvanceAsync(TimeSpan.FromSeconds(30), Broker.Cancellation);
        if (!renewed) await begun.WaitAsync(Broker.Cancellation);
        release.SetResult();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(deliveries, broker.Received.Count);
        Assert.Equal(0, broker.Count("orders"));
    }

    [Fact]
    public async Task Delivery_ManyMessages_KeepsToTheConcurrencyLimit()
    {
        await using var broker = new Broker();
        var (running, most) = (0, 0);
        var gate = new Lock();
        broker.Handle("orders", async _ =>
        {
            lock (gate) most = Math.Max(most, ++running);
            await Task.Yield();
            lock (gate) running--;
        }, concurrent: 4);
        broker.Open();
        await broker.SendAsync("orders", [.. Enumerable.Range(0, 500).Select(number => new ServiceBusMessage($"{number}"))]);
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.InRange(most, 1, 4);
        Assert.Equal(500, broker.Received.Select(message => message.SequenceNumber).Distinct().Count());
    }

    /// <summary>Skips nothing unasked, not even the expiry of a lock.</summary>
    private sealed class AskedClock(VirtualClock time) : HostClock
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override IDisposable Schedule(DateTimeOffset due, WaitKind kind, Action callback) => time.Schedule(due, WaitKind.Calendar, callback);
    }
}
