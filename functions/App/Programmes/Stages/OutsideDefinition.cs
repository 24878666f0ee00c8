using System.Text.Json.Serialization;

namespace FunctionsApp.Programmes.Stages;

/// <summary>A step that the app does not hold yet: the review passes it over and states that, and the department takes it itself.</summary>
/// <remarks>A kind that gets its folder derives from <see cref="StageDefinition"/> instead; definition files stay as they are,
/// and what they publish of it stays passed over where the kind cannot be held by that.</remarks>
public abstract record OutsideDefinition : StageDefinition
{
    [JsonIgnore]
    public override bool IsHeld => false;

    public override IEnumerable<(string Path, string Message)> Errors(int place) => [];
}
