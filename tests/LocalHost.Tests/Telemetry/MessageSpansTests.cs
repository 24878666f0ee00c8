using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using LocalHost.Tests.ServiceBus;

namespace LocalHost.Tests.Telemetry;

[Collection(Traced.Tests)]
public class MessageSpansTests
{
    private const string Elsewhere = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task Message_ToTwoSubscriptions_IsParentOfBothDeliveries()
    {
        using var traced = new Traced();
        await using var broker = new Broker();
        broker.Record("facts/a");
        broker.Record("facts/b");
        broker.Open();

        await broker.SendAsync("facts", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(
            """
            Message Producer
              ServiceBusProcessor.ProcessMessage Consumer
              ServiceBusProcessor.ProcessMessage Consumer
            ServiceBusSender.Send Client
            """.ReplaceLineEndings("\n"), traced.Tree());
        var message = Assert.Single(traced.Spans, span => span.DisplayName == "Message");
        Assert.Equal(message.SpanId, Assert.Single(traced.Spans, span => span.DisplayName == "ServiceBusSender.Send").Links.Single().Context.SpanId);
    }

    [Fact]
    public async Task Message_AsAzuresSdkMarksIt_SaysItsTraceUnderBothNames()
    {
        using var traced = new Traced();
        await using var broker = new Broker();
        broker.Record("orders");
        broker.Open();

        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        var received = Assert.Single(broker.Received).ApplicationProperties;
        Assert.Equal(Assert.Single(traced.Spans, span => span.DisplayName == "Message").Id, received["traceparent"]);
        Assert.Equal(received["traceparent"], received["Diagnostic-Id"]);
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("Diagnostic-Id")]
    public async Task Message_ThatBringsItsTrace_KeepsItAndIsDeliveredThere(string property)
    {
        using var traced = new Traced();
        await using var broker = new Broker();
        broker.Record("orders");
        broker.Open();

        await broker.SendAsync("orders", new ServiceBusMessage("x") { ApplicationProperties = { [property] = Elsewhere } });
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal([property], Assert.Single(broker.Received).ApplicationProperties.Keys);
        Assert.DoesNotContain(traced.Spans, span => span.DisplayName == "Message");
        var delivery = Assert.Single(traced.OfAnyTrace("ServiceBusProcessor.ProcessMessage"), span => span.ParentSpanId.ToString() == "b7ad6b7169203331");
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", delivery.TraceId.ToString());
    }

    [Fact]
    public async Task Message_DeliveredAfterARestart_StillBelongsToItsTrace()
    {
        using var traced = new Traced();
        await using var broker = new Broker();
        await broker.SendAsync("orders", new ServiceBusMessage("x"));

        var request = Activity.Current;
        Activity.Current = null;
        broker.Kill();
        broker.Record("orders");
        broker.Open();
        await broker.Work.WhenIdleAsync(Broker.Cancellation);
        Activity.Current = request;

        Assert.Contains(traced.Spans, span => span.DisplayName == "ServiceBusProcessor.ProcessMessage");
        Assert.Empty(traced.Orphans());
    }

    [Fact]
    public async Task Message_NobodyTraces_IsLeftAsItIs()
    {
        using var request = new Activity("request").Start();
        await using var broker = new Broker();
        broker.Record("orders");
        broker.Open();

        await broker.SendAsync("orders", new ServiceBusMessage("x"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Empty(Assert.Single(broker.Received).ApplicationProperties);
    }

    [Fact]
    public async Task DeadLetter_OfTooManyDeliveries_IsReported()
    {
        var dead = new List<string>();
        await using var broker = new Broker();
        broker.Bus.DeadLettered += dead.Add;
        broker.Handle("orders", _ => throw new InvalidOperationException("again"));
        broker.Open();

        await broker.SendAsync("orders", new ServiceBusMessage("failing"));
        await broker.Work.WhenIdleAsync(Broker.Cancellation);

        Assert.Equal(["orders"], dead);
    }
}
