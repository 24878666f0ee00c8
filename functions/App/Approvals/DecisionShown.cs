using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Approvals;

/// <summary>What the page of a decision shows.</summary>
/// <param name="Organisation">Name of the applicant's; its code while it is not registered.</param>
/// <param name="NameOf">Of a member of the staff.</param>
/// <param name="Corrections">What each round of corrections changed, the first first.</param>
public sealed record DecisionShown(
    ReviewState State, Assignment Assignment, ProgrammeDefinition Definition, string Organisation, Func<string, string> NameOf,
    IReadOnlyList<Correction> Corrections)
{
    /// <summary>Names of the stages that it may be sent back to, in order.</summary>
    public IReadOnlyList<string> Earlier => SendBack.Stages(State, Definition, Assignment.Ask.Step);

    /// <summary>Those of which they choose to whom it is referred; empty where they do not.</summary>
    public IReadOnlyList<Institution> Institutions => ChooseInstitutions.Offered(Definition, Assignment.Ask.Step);

    /// <summary>Whether those who are asked read what was decided in closed stages, and by whom.</summary>
    public bool SeesVotes => Grants(Right.VotesOfClosedStages);

    /// <summary>Whether they look into duplicates and the sheets of panels, and may send copies.</summary>
    public bool IsOfOfficers => Grants(Right.Duplicates);

    private Role? Role => Definition.Stages.OfType<PeopleDefinition>().FirstOrDefault(stage => stage.Name == Assignment.Ask.Step)?.Role;

    private bool Grants(Right right) =>
        Role is { } role && AccessTable.Grants(right, new HashSet<Role> { role }, Relation.Asked, MatterState.Open);
}

/// <summary>What the page after a decision shows.</summary>
/// <param name="Application">Its id.</param>
/// <param name="IsOpen">The stage waits for others.</param>
/// <param name="IsOpinion">It is advice to another assignee.</param>
public sealed record DecisionAnsweredShown(
    string Application, Decision Decision, ProgrammeDefinition Definition, bool IsOpen, bool IsOpinion = false);
