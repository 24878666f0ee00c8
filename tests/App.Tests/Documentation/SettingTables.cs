using System.Text.Json.Nodes;
using App.Tests.Fixtures;

namespace App.Tests.Documentation;

/// <summary>The settings as tables.</summary>
public static class SettingTables
{
    private static readonly JsonObject LocalValues = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "functions", "LocalHost", "local.settings.json")))!["Values"]!.AsObject();

    public static string All => MarkdownTable.Of("setting | folder | default | range | meaning | LocalHost", Settings.All, setting =>
    [
        $"`{setting.Key}`", string.Join(", ", setting.Features), setting.Default, setting.Range, setting.Meaning, OnLocalHost(setting.Key),
    ]);

    public static string Of(string feature) => MarkdownTable.Of(
        "setting | default | range | meaning",
        Settings.All.Where(setting => setting.Features.Contains(feature)),
        setting => [$"`{setting.Key}`", setting.Default, setting.Range, setting.Meaning]);

    private static string OnLocalHost(string key)
    {
        if (Reasons.Current.Settings.GetValueOrDefault(key)?.LocalHost is { } reason) return reason;
        var known = Reasons.Current.LocalHost.FirstOrDefault(each => key.StartsWith(each.Key, StringComparison.Ordinal)).Value;
        if (known is not null) return known;
        return LocalValues[key] is { } value ? $"`{value}`" : "read";
    }
}
