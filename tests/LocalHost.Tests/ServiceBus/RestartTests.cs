using Azure.Messaging.ServiceBus;
using LocalHost.ServiceBus;
using Microsoft.Data.Sqlite;

namespace LocalHost.Tests.ServiceBus;

public sealed class RestartTests
{
    [Fact]
    public async Task Kill_HandlerRunning_EveryUnacknowledgedMessageComesAgain()
    {
        await using var broker = new Broker();
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        broker.Handle("orders", async message =>
        {
            if (message.MessageId == "done") return;
            begun.TrySetResult();
            await release.Task;
        });
        broker.Open();
        await broker.SendAsync("orders", new ServiceBusMessage("1") { MessageId = "done" }, new ServiceBusMessage("2") { MessageId = "running" }, new ServiceBusMessage("3") { MessageId = "waiting" });
        await begun.Task.WaitAsync(Broker.Cancellation);
        broker.Received.Clear();

        broker.Kill();
        broker.Record("orders");
        broker.Open();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal([("running", 2), ("waiting", 1)], broker.Received.Select(message => (message.MessageId, message.DeliveryCount)));
        release.SetResult();
    }

    [Fact]
    public async Task Kill_SeenMessage_IsRemembered()
    {
        await using var broker = new Broker();
        await broker.SendAsync("orders", new ServiceBusMessage("x") { MessageId = "m" });
        broker.Kill();
        await broker.SendAsync("orders", new ServiceBusMessage("again") { MessageId = "m" });
        broker.Record("orders");
        broker.Open();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal("x", Assert.Single(broker.Received).Body.ToString());
    }

    [Fact]
    public async Task Stop_HandlerRunning_WaitsForItAndTakesNothingNew()
    {
        await using var broker = new Broker();
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        broker.Handle("orders", async _ =>
        {
            begun.TrySetResult();
            await release.Task;
        });
        broker.Open();
        await broker.SendAsync("orders", new ServiceBusMessage("1"), new ServiceBusMessage("2"));
        await begun.Task.WaitAsync(Broker.Cancellation);

        var stop = broker.Bus.StopAsync(Broker.Cancellation);
        Assert.False(stop.IsCompleted);
        release.SetResult();
        await stop;

        Assert.Equal(1, broker.Count("orders"));
        Assert.True(broker.Work.IsIdle);
    }

    [Fact]
    public void Start_FileOfAnotherVersion_IsRefused()
    {
        var file = Path.GetTempFileName();
        using (var earlier = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            earlier.Open();
            using var create = earlier.CreateCommand();
            create.CommandText = "create table messages (sequence integer primary key, due integer not null)";
            create.ExecuteNonQuery();
        }

        var refused = Assert.Throws<LocalHostException>(() => new MessageStore(file));
        File.Delete(file);

        Assert.Contains(file, refused.Message);
    }
}
