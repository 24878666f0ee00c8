using System.Text.Json.Nodes;
using LocalHost;

namespace Scenarios.Fixtures;

/// <summary>Experts <c>expert1</c>, <c>expert2</c> … instead of those among the development users.</summary>
internal static class Experts
{
    /// <param name="count">Those after the fifth have mail addresses of the domain of the applicant <c>lin</c>.</param>
    /// <param name="world">Part of their ids and names, so that they are those of no other city.</param>
    /// <returns>A settings file with them.</returns>
    public static string Join(LocalHostOptions options, int count, string world = "")
    {
        var settings = JsonNode.Parse(File.ReadAllText(options.LocalSettings))!;
        var users = settings["DevUsers"]!.AsObject();
        foreach (var expert in users.Where(user => user.Value!["Roles"]!.AsArray().Any(role => (string)role! == "Expert")).ToList())
        {
            users.Remove(expert.Key);
        }

        foreach (var number in Enumerable.Range(1, count))
        {
            users[$"expert{world}{number}"] = new JsonObject
            {
                ["Name"] = $"专家{world}{number}", ["Email"] = $"expert{world}{number}@{(number > 5 ? "nanshan-lab" : "experts")}.example",
                ["Roles"] = new JsonArray("Expert"),
                ["Language"] = "en",
            };
        }

        var file = Path.Combine(options.DataDirectory, "experts.settings.json");
        File.WriteAllText(file, settings.ToJsonString());
        return file;
    }
}
