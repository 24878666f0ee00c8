using Azure.Messaging.ServiceBus;
using LocalHost.Blobs;
using LocalHost.Durable;
using LocalHost.Functions;
using LocalHost.ServiceBus;
using LocalHost.Settings;
using LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>Connects the functions to what starts them. Starts before HTTP does and stops after it.</summary>
internal sealed class Listeners(
    FunctionCatalogue functions,
    FunctionInvoker invoker,
    HostSettings settings,
    IConfiguration configuration,
    LocalServiceBus bus,
    TimerRunner timers,
    BlobTriggerListener blobs,
    DurableEngine durable,
    IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var (function, trigger) in functions.With<ServiceBusTriggerAttribute>()) Subscribe(function, trigger);
        foreach (var (function, trigger) in functions.With<TimerTriggerAttribute>()) Schedule(function, trigger);
        // What the others start is to find the engine running.
        await durable.StartAsync(cancellation);
        // A host that answers but runs no orchestration only looks alive.
        _ = durable.Faulted.ContinueWith(_ => lifetime.StopApplication(), TaskScheduler.Default);
        bus.Start();
        timers.Start();
        await blobs.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(blobs.StopAsync(), timers.StopAsync(cancellation), bus.StopAsync(cancellation));
        await durable.StopAsync(cancellation);
    }

    private void Subscribe(FunctionDescriptor function, ServiceBusTriggerAttribute trigger)
    {
        var path = trigger.QueueName ?? $"{trigger.TopicName}/{trigger.SubscriptionName}";
        try
        {
            bus.Subscribe(
                path,
                settings.ServiceBusConcurrentCalls,
                (message, cancellation) => invoker.InvokeAsync(function, new Invocation(message), cancellation),
                settings.ServiceBusLockRenewal);
        }
        catch (ServiceBusException missing) when (missing.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            throw new LocalHostException($"Function {function.Name}: topology.json has no {path}.", missing);
        }
    }

    private void Schedule(FunctionDescriptor function, TimerTriggerAttribute trigger) => timers.Add(
        function.Name,
        SettingReference.Resolve(trigger.Schedule, configuration, function.Name),
        (timer, cancellation) => invoker.InvokeAsync(function, new Invocation(timer), cancellation));
}
