using LocalHost.Http;
using LocalHost.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace LocalHost.Functions;

/// <summary>A function as the start-up table shows it.</summary>
/// <param name="Starts">Methods and address, schedule, queue, or path.</param>
public sealed record FunctionRow(string Name, string Trigger, string Starts);

/// <summary>What <c>func start</c> prints: every function and what starts it.</summary>
public static class FunctionTable
{
    /// <summary>In order of trigger and name.</summary>
    public static IReadOnlyList<FunctionRow> Rows(FunctionCatalogue functions, HostSettings settings, IConfiguration configuration, Uri address) =>
        [.. functions.All.Select(function => Row(function, settings, configuration, address)).OrderBy(row => Order.IndexOf(row.Trigger)).ThenBy(row => row.Name, StringComparer.Ordinal)];

    private static readonly List<string> Order = ["http", "timer", "blob", "serviceBus", "orchestration", "activity"];

    private static FunctionRow Row(FunctionDescriptor function, HostSettings settings, IConfiguration configuration, Uri address)
    {
        string Resolve(string text) => SettingReference.Resolve(text, configuration, function.Name);
        return function.Trigger switch
        {
            HttpTriggerAttribute http => new(
                function.Name,
                "http",
                $"[{string.Join(',', HttpFunctions.Methods(http))}] "
                + $"{address.ToString().TrimEnd('/')}{HttpFunctions.Route(http, settings.RoutePrefix)}"),
            TimerTriggerAttribute timer => new(function.Name, "timer", Resolve(timer.Schedule)),
            BlobTriggerAttribute blob => new(function.Name, "blob", Resolve(blob.BlobPath)),
            ServiceBusTriggerAttribute { QueueName: { } queue } => new(function.Name, "serviceBus", queue),
            ServiceBusTriggerAttribute topic => new(function.Name, "serviceBus", $"{topic.TopicName}/{topic.SubscriptionName}"),
            OrchestrationTriggerAttribute => new(function.Name, "orchestration", ""),
            _ => new(function.Name, "activity", ""),
        };
    }
}
