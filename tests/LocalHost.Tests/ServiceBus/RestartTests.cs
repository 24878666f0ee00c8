using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.ServiceBus;

public sealed class RestartTests
{
    [Fact]
    public async Task Kill_HandlerRunning_EveryUnacknowledgedMessageComesAgain()
    {
        await using var broker = new Broker();
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        broker.Handle("orders", async (message, _) =>
        {
            if (message.MessageId == "done") return;
            begun.TrySetResult();
            await release.Task;
        });
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("1") { MessageId = "done" }, new ServiceBusMessage("2") { MessageId = "running" }, new ServiceBusMessage("3") { MessageId = "waiting" });
        await begun.Task.WaitAsync(Broker.Cancellation);
        broker.Received.Clear();

        broker.Kill();
        broker.Record("orders");
        await broker.StartAsync();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal([("running", 2), ("waiting", 1)], broker.Received.Select(message => (message.MessageId, message.DeliveryCount)));
        release.SetResult();
    }

    [Fact]
    public async Task Kill_ScheduledAndSeen_AreRemembered()
    {
        await using var broker = new Broker();
        await broker.Bus.Client.CreateSender("orders").ScheduleMessageAsync(new ServiceBusMessage("x") { MessageId = "m" }, Broker.Start.AddMinutes(5), Broker.Cancellation);
        broker.Kill();
        await broker.SendAsync("orders", new ServiceBusMessage("again") { MessageId = "m" });
        broker.Record("orders");
        await broker.StartAsync();

        await broker.Virtual.AdvanceAsync(TimeSpan.FromMinutes(5), Broker.Cancellation);
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal("x", Assert.Single(broker.Received).Body.ToString());
    }

    [Fact]
    public async Task Stop_HandlerRunning_WaitsForItAndTakesNothingNew()
    {
        await using var broker = new Broker();
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        broker.Handle("orders", async (_, _) =>
        {
            begun.TrySetResult();
            await release.Task;
        });
        await broker.StartAsync();
        await broker.SendAsync("orders", new ServiceBusMessage("1"), new ServiceBusMessage("2"));
        await begun.Task.WaitAsync(Broker.Cancellation);

        var stop = broker.Bus.StopAsync(Broker.Cancellation);
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop;

        Assert.Equal("2", Assert.Single(await broker.Bus.PeekAsync("orders", cancellation: Broker.Cancellation)).Body.ToString());
        Assert.True(broker.Work.IsIdle);
    }
}
