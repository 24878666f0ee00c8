using System.Text.Json.Serialization;

namespace FunctionsApp.Panels.Plans;

/// <summary>A panel that waits for its call's plan, or waited; in the application's partition.</summary>
/// <param name="Plan">Id of the plan.</param>
/// <param name="Until">UTC; then its experts are drawn alone.</param>
/// <param name="Kept">Ids of experts who are asked in other stages, or declared a conflict.</param>
public sealed record PanelWait(string Stage, int Round, string Plan, DateTimeOffset Until, IReadOnlyList<string> Kept)
{
    /// <summary>Whom the deployed plan gives it; null while there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Experts { get; init; }

    /// <summary>Whether its experts were drawn, or it was withdrawn.</summary>
    public bool IsOver { get; init; }

    [JsonIgnore]
    public bool IsWaiting => !IsOver && Experts is null;
}
