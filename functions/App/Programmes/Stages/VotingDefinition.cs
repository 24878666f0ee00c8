using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>What an assignment counts as when it stays undecided after its delegate's time.</summary>
public enum UndecidedPolicy
{
    Abstain,
    Approve,
    Reject,
}

/// <summary>A stage whose people approve or not: n approvals of m assignees carry it.</summary>
public abstract record VotingDefinition : PeopleDefinition
{
    /// <summary>n: approvals that carry the stage, 1 to m; 0 without a role.</summary>
    [Between(0, 15)]
    public int Approvals { get; init; }

    public UndecidedPolicy Undecided { get; init; }

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        foreach (var error in base.Errors(place)) yield return error;
        if (!Enum.IsDefined(Undecided)) yield return (".undecided", $"{Undecided} is not a policy.");
        if (Role is null && Approvals != 0) yield return (".approvals", "Must be 0 without a role.");
        if (Role is not null && (Approvals < 1 || Approvals > Assignees)) yield return (".approvals", "Must be 1 to assignees.");
    }
}
