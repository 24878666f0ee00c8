using Azure.Messaging.ServiceBus;
using FunctionsApp;
using LocalHost.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city whose app may send to another broker than LocalHost's, by Azure's own client.</summary>
public sealed class CityWithBrokerOutage : CityUnderTest
{
    public CityWithBrokerOutage() => Options = Options with
    {
        Configure = builder =>
        {
            builder.AddApp();
            builder.Services.AddSingleton<ServiceBusClient>(provider =>
                new DivertedClient(() => Diversion ?? provider.GetRequiredService<LocalServiceBus>().Client));
        },
    };

    /// <summary>Where the app sends to; null: LocalHost's broker.</summary>
    public ServiceBusClient? Diversion { get; set; }

    private sealed class DivertedClient(Func<ServiceBusClient> now) : ServiceBusClient
    {
        public override ServiceBusSender CreateSender(string queueOrTopicName) =>
            new DivertedSender(() => now().CreateSender(queueOrTopicName));

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class DivertedSender(Func<ServiceBusSender> now) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
            now().SendMessageAsync(message, cancellationToken);

        public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
            now().SendMessagesAsync(messages, cancellationToken);
    }
}
