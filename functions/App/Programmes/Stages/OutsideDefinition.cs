namespace FunctionsApp.Programmes.Stages;

/// <summary>A step that the app does not hold yet: the review passes it over and states that, and the department takes it itself.</summary>
/// <remarks>A kind that gets its folder derives from <see cref="StageDefinition"/> instead; definition files stay as they are.</remarks>
public abstract record OutsideDefinition : StageDefinition
{
    public override IEnumerable<(string Path, string Message)> Errors(int place) => [];
}
