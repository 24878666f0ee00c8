using System.Text.Json;

namespace App.Tests.Documentation;

/// <summary>Why a key has its value.</summary>
/// <param name="Default">What holds without the key.</param>
/// <param name="LocalHost">What LocalHost does with it; null where local.settings.json has the value.</param>
public sealed record Reason(string Default, string Why, string? LocalHost = null);

/// <summary>functions/App/SETTINGS.reasons.json: what no machine knows of host.json and of settings without an options class.</summary>
/// <param name="LocalHost">By beginning of a setting's name: what LocalHost does where it is not simply read.</param>
public sealed record Reasons(
    IReadOnlyDictionary<string, Reason> HostJson,
    IReadOnlyDictionary<string, Reason> Settings,
    IReadOnlyDictionary<string, string> LocalHost)
{
    public static Reasons Current { get; } = JsonSerializer.Deserialize<Reasons>(
        File.ReadAllText(Path.Combine(Pages.App, "SETTINGS.reasons.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;
}
