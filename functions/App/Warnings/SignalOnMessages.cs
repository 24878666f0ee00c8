using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <summary>Takes signals from other systems, as <see cref="SignalHttp"/> does from people.</summary>
public sealed class SignalOnMessages(AggregateStore store, IOptions<WarningOptions> options, TimeProvider time)
{
    private const string Name = "Signals_Receive";

    /// <summary>A signal that cannot be read or is over goes to the dead letters, for someone to look at.</summary>
    [Function(Name)]
    public Task ReceiveAsync(
        [ServiceBusTrigger(Topology.Signals, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        var signal = (JsonSerializer.Deserialize<Signal>(message.Body, AppJson.Strict)
            ?? throw new JsonException("The message has no signal.")).Checked();
        var by = new Acting(Name, time.GetUtcNow(), options.Value.Publication);
        return store.PutAsync(WarningAggregate.Kind, signal.WarningId, current => DraftWarning.Decide(current, signal, by), cancellation);
    }
}
