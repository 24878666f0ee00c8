namespace FunctionsApp.Programmes.Stages;

/// <summary>The documents are complete and readable. Without a role the machine's checks alone decide.</summary>
public sealed record CompletenessDefinition : VotingDefinition
{
    public override IEnumerable<(string Path, string Message)> Errors(int place) =>
        place == 0 ? base.Errors(place) : base.Errors(place).Prepend((".kind", "Completeness comes first."));
}
