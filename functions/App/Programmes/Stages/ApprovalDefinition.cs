namespace FunctionsApp.Programmes.Stages;

/// <summary>People approve or not.</summary>
public sealed record ApprovalDefinition : VotingDefinition
{
    public override IEnumerable<(string Path, string Message)> Errors(int place) =>
        Role is null ? base.Errors(place).Prepend((".role", "Only a Completeness may do without people.")) : base.Errors(place);
}
