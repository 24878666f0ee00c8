using System.Globalization;
using System.Text.Json;
using LocalHost.Durable;

namespace LocalHost.Settings;

/// <summary>What LocalHost takes from host.json; what is absent has the official default.</summary>
/// <param name="RoutePrefix">Before every HTTP route; may be empty.</param>
/// <param name="BlobParallelism">Blobs handled at once.</param>
/// <param name="BlobTries">Times a blob is given to a function before it is poison.</param>
public sealed record HostSettings(
    string RoutePrefix = "api",
    int MaxConcurrentActivities = 10,
    int MaxConcurrentOrchestrators = 10,
    int ServiceBusConcurrentCalls = 16,
    int BlobParallelism = 8,
    int BlobTries = 5)
{
    /// <summary>How long the lock of a message is renewed while its function runs.</summary>
    public TimeSpan ServiceBusLockRenewal { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The version of the orchestrators.</summary>
    public Versioning Versioning { get; init; } = new();

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads host.json; a missing file means all defaults.</summary>
    /// <exception cref="LocalHostException">Not JSON, a value of the wrong type, or a limit below 1.</exception>
    public static HostSettings Load(string path)
    {
        if (!File.Exists(path)) return new HostSettings();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new LocalHostException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static HostSettings Read(JsonElement root)
    {
        var standard = new HostSettings();
        return new HostSettings(
            (Find(root, "extensions", "http", "routePrefix")?.GetString() ?? standard.RoutePrefix).Trim('/'),
            Limit(root, standard.MaxConcurrentActivities, "extensions", "durableTask", "maxConcurrentActivityFunctions"),
            Limit(root, standard.MaxConcurrentOrchestrators, "extensions", "durableTask", "maxConcurrentOrchestratorFunctions"),
            Limit(root, standard.ServiceBusConcurrentCalls, "extensions", "serviceBus", "maxConcurrentCalls"),
            Limit(root, standard.BlobParallelism, "extensions", "blobs", "maxDegreeOfParallelism"),
            Limit(root, standard.BlobTries, "extensions", "blobs", "poisonBlobThreshold"))
        {
            ServiceBusLockRenewal = Duration(root, standard.ServiceBusLockRenewal, "extensions", "serviceBus", "maxAutoLockRenewalDuration"),
            Versioning = new Versioning(
                Find(root, "extensions", "durableTask", "defaultVersion")?.GetString() ?? standard.Versioning.Default,
                Choice(root, standard.Versioning.Match, "extensions", "durableTask", "versionMatchStrategy"),
                Choice(root, standard.Versioning.Failure, "extensions", "durableTask", "versionFailureStrategy")),
        };
    }

    private static int Limit(JsonElement root, int standard, params string[] path)
    {
        var value = Find(root, path)?.GetInt32() ?? standard;
        return value >= 1 ? value : throw new FormatException($"{string.Join('.', path)} must be at least 1.");
    }

    private static T Choice<T>(JsonElement root, T standard, params string[] path)
        where T : struct, Enum
    {
        if (Find(root, path)?.GetString() is not { } text) return standard;
        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"{string.Join('.', path)} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static TimeSpan Duration(JsonElement root, TimeSpan standard, params string[] path)
    {
        var value = Find(root, path)?.GetString() is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : standard;
        return value >= TimeSpan.Zero ? value : throw new FormatException($"{string.Join('.', path)} must not be negative.");
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }
}
