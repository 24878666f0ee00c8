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
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("one") { MessageId = "m1" }, new ServiceBusMessage("two"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(["one", "two"], broker.Received.Select(message => message.Body.ToString()));
        Assert.Equal(1, broker.Received.First().DeliveryCount);
        Assert.Equal(0, await broker.CountAsync("orders"));
    }

    [Fact]
    public async Task Message_HandlerFailsAlways_IsDeadLetteredAfterMaxDeliveries()
    {
        await using var broker = new Broker();
        broker.Handle("orders", (_, _) => throw new InvalidOperationException("no"));
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("x") { MessageId = "m1" });
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal([1, 2, 3], broker.Received.Select(message => message.DeliveryCount));
        var dead = Assert.Single(await broker.Bus.DeadLettersAsync("orders", cancellation: Broker.Cancellation));
        Assert.Equal(("MaxDeliveryCountExceeded", "orders", 3), (dead.DeadLetterReason, dead.DeadLetterSource, dead.DeliveryCount));
        Assert.Equal(Broker.Start, broker.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Resubmit_DeadLetter_IsDeliveredAsNew()
    {
        await using var broker = new Broker();
        var broken = true;
        broker.Handle("orders", (message, actions) => broken ? actions.DeadLetterMessageAsync(message, null, "Bad", "why", Broker.Cancellation) : Task.CompletedTask);
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);
        var dead = Assert.Single(await broker.Bus.DeadLettersAsync("orders", cancellation: Broker.Cancellation));
        Assert.Equal(("Bad", "why"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));

        broken = false;
        Assert.True(await broker.Bus.ResubmitAsync("orders", dead.SequenceNumber, Broker.Cancellation));
        Assert.False(await broker.Bus.ResubmitAsync("orders", dead.SequenceNumber, Broker.Cancellation));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal((1, null), (broker.Received.Last().DeliveryCount, broker.Received.Last().DeadLetterReason));
        Assert.Empty(await broker.Bus.DeadLettersAsync("orders", cancellation: Broker.Cancellation));
    }

    [Fact]
    public async Task Message_AbandonedWithProperties_ComesAgainWithThem()
    {
        await using var broker = new Broker();
        broker.Handle("orders", (message, actions) => message.DeliveryCount == 1
            ? actions.AbandonMessageAsync(message, new Dictionary<string, object> { ["tried"] = 1 }, Broker.Cancellation)
            : Task.CompletedTask);
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(1, broker.Received.Last().ApplicationProperties["tried"]);
        Assert.Equal((2, 0), (broker.Received.Count, await broker.CountAsync("orders")));
    }

    [Fact]
    public async Task Message_Deferred_IsKeptAndNotDelivered()
    {
        await using var broker = new Broker();
        broker.Handle("orders", (message, actions) => actions.DeferMessageAsync(message, null, Broker.Cancellation));
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        var kept = Assert.Single(await broker.Bus.PeekAsync("orders", cancellation: Broker.Cancellation));
        Assert.Equal((ServiceBusMessageState.Deferred, 1), (kept.State, broker.Received.Count));
    }

    [Fact]
    public async Task Settle_Twice_LosesTheLock()
    {
        await using var broker = new Broker();
        ServiceBusException? second = null;
        broker.Handle("orders", async (message, actions) =>
        {
            await actions.CompleteMessageAsync(message, Broker.Cancellation);
            second = await Assert.ThrowsAsync<ServiceBusException>(() => actions.CompleteMessageAsync(message, Broker.Cancellation));
        });
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, second?.Reason);
        Assert.Single(broker.Received);
    }

    [Fact]
    public async Task Lock_HandlerReturnsUnsettled_ExpiresAndRedelivers()
    {
        await using var broker = new Broker();
        broker.Handle("orders", (message, actions) => message.DeliveryCount == 1 ? Task.CompletedTask : actions.CompleteMessageAsync(message, Broker.Cancellation), autoComplete: false);
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Virtual.SettleAsync(Broker.Cancellation);

        Assert.Equal([1, 2], broker.Received.Select(message => message.DeliveryCount));
        Assert.Equal(Broker.Start.AddSeconds(30), broker.Clock.GetUtcNow());
        Assert.Equal(0, await broker.CountAsync("orders"));
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
        ServiceBusException? lost = null;
        broker.Handle("orders", async (message, actions) =>
        {
            begun.Release();
            if (message.DeliveryCount > 1) return;
            await release.Task;
            if (!renewed) lost = await Assert.ThrowsAsync<ServiceBusException>(() => actions.RenewMessageLockAsync(message, Broker.Cancellation));
        }, concurrent: 2, renewal: renewed ? TimeSpan.FromSeconds(45) : default);
        await broker.StartAsync();

        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await begun.WaitAsync(Broker.Cancellation);
        await time.AdvanceAsync(TimeSpan.FromSeconds(30), Broker.Cancellation);
        if (!renewed) await begun.WaitAsync(Broker.Cancellation);
        release.SetResult();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(deliveries, broker.Received.Count);
        Assert.Equal(renewed ? null : ServiceBusFailureReason.MessageLockLost, lost?.Reason);
        Assert.Equal(0, await broker.CountAsync("orders"));
    }

    [Fact]
    public async Task Delivery_ManyMessages_KeepsToTheConcurrencyLimit()
    {
        await using var broker = new Broker();
        var (running, most) = (0, 0);
        var gate = new Lock();
        broker.Handle("orders", async (_, _) =>
        {
            lock (gate) most = Math.Max(most, ++running);
            await Task.Yield();
            lock (gate) running--;
        }, concurrent: 4);
        await broker.StartAsync();
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
