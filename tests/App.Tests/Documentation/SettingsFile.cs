using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;

namespace App.Tests.Documentation;

/// <summary>infra/settings.json: what the templates set, so that an operator sees it.</summary>
public static class SettingsFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string File { get; } = Path.Combine(Repository.Root, "infra", "settings.json");

    /// <summary>The defaults of the options classes; what no options class has, such as a schedule, keeps its value.</summary>
    public static string Of(string current)
    {
        var values = new JsonObject();
        var bound = Settings.Bound.Select(setting => setting.Key).ToHashSet();
        // A name without nesting is no options class's.
        foreach (var (key, value) in JsonNode.Parse(current)!.AsObject().Where(setting => !setting.Key.Contains("__", StringComparison.Ordinal)))
        {
            if (!bound.Contains(key)) values[key] = value!.GetValue<string>();
        }

        foreach (var setting in Settings.Bound.Where(setting => setting.Default.StartsWith('`'))) values[setting.Key] = setting.Default.Trim('`');
        return $"{values.ToJsonString(Indented)}\n";
    }
}
