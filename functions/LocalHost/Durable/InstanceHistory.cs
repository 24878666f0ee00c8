using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>An instance's current execution as stored: its turns from the start on, oldest first.</summary>
/// <param name="Orchestrator">The name it was started by.</param>
public sealed record InstanceHistory(
    string Instance,
    string Orchestrator,
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] OrchestrationRuntimeStatus Status,
    IReadOnlyList<Turn> Turns)
{
    /// <exception cref="FormatException">The file is not an exported history; names it.</exception>
    public static InstanceHistory Load(string path)
    {
        try
        {
            return HistoryJson.ReadHistory(File.ReadAllBytes(path));
        }
        catch (System.Text.Json.JsonException wrong)
        {
            throw new FormatException($"{path} is not an exported history: {wrong.Message}", wrong);
        }
    }
}
