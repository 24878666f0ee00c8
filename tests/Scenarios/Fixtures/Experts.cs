using System.Text.Json.Nodes;
using LocalHost;

namespace Scenarios.Fixtures;

/// <summary>Experts <c>expert1</c>, <c>expert2</c> … beside the development users.</summary>
internal static class Experts
{
    /// <returns>A settings file with them.</returns>
    public static string Join(LocalHostOptions options, int count)
    {
        var settings = JsonNode.Parse(File.ReadAllText(options.LocalSettings))!;
        foreach (var number in Enumerable.Range(1, count))
        {
            settings["DevUsers"]![$"expert{number}"] = new JsonObject
            {
                ["Name"] = $"专家{number}", ["Email"] = $"expert{number}@experts.example", ["Roles"] = new JsonArray("Expert"),
                ["Language"] = "en",
            };
        }

        var file = Path.Combine(options.DataDirectory, "experts.settings.json");
        File.WriteAllText(file, settings.ToJsonString());
        return file;
    }
}
