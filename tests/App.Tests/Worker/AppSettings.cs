using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using FunctionsApp.Platform;

namespace App.Tests.Worker;

/// <summary>Settings like the templates set them, with no secret in them and no service behind them.</summary>
internal static class AppSettings
{
    /// <param name="storage">Address of the storage that the app is to use.</param>
    public static IEnumerable<KeyValuePair<string, string?>> At(Uri storage) =>
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "settings.json")))!.AsObject()
            .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        new(Topology.StorageConnection, $"BlobEndpoint={storage};QueueEndpoint={storage};TableEndpoint={storage};SharedAccessSignature=-"),
        new($"{Topology.ServiceBusConnection}__fullyQualifiedNamespace", "bus.invalid"),
        new("PublicBaseUrl", "https://programme.invalid"),
        new("CallbackTokens__Keys__0__Id", "1"),
        new("CallbackTokens__Keys__0__Secret", Convert.ToBase64String(new byte[48])),
        new("Mail__From", "programme@city.invalid"),
        new("Mail__Smtp__Host", "mail.invalid"),
        // What the machine sets for itself does not count.
        new("APPLICATIONINSIGHTS_CONNECTION_STRING", null),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", null),
    ];
}
