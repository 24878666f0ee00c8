using System.Diagnostics;
using OpenTelemetry;

namespace FunctionsApp.Platform.Telemetry;

/// <summary>
/// Exports only those attributes of a span that are known to name no person: not addresses, queries, clients or messages of
/// exceptions.
/// </summary>
/// <remarks>A list of what may pass, because SDKs add attributes with every version.</remarks>
public sealed class SpanDiscretion : BaseProcessor<Activity>
{
    private static readonly string[] Families = ["app.", "az.", "durabletask.", "faas.", "messaging.", "otel."];

    private static readonly HashSet<string> Names =
    [
        "error.type", "http.request.method", "http.response.status_code", "http.route", "network.protocol.name", "network.protocol.version",
        "schema.url", "server.address", "server.port", "url.scheme",
    ];

    public static bool MayPass(string attribute) => Names.Contains(attribute)
        || Families.Any(family => attribute.StartsWith(family, StringComparison.Ordinal));

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!MayPass(name)) data.SetTag(name, null);
        }

        // error.type and the log name the failure; the description is the exception's message.
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }
}
