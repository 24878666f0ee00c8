using System.Text.Json;
using App.Tests.Fixtures;

namespace App.Tests.Documentation;

/// <summary>host.json by its keys, with dots.</summary>
public static class HostJson
{
    public static IReadOnlyDictionary<string, string> Leaves { get; } = Read();

    public static string Table => MarkdownTable.Of("key | here | default | why | LocalHost", Leaves, leaf =>
    {
        var reason = Reasons.Current.HostJson.GetValueOrDefault(leaf.Key) ?? new Reason("", "");
        return [$"`{leaf.Key}`", leaf.Value, reason.Default, reason.Why, reason.LocalHost ?? ""];
    });

    private static Dictionary<string, string> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        return Below(file.RootElement, "").ToDictionary(leaf => leaf.Key, leaf => leaf.Value);
    }

    private static IEnumerable<(string Key, string Value)> Below(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Below(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
            : [(path, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText())];
}
