using System.Text.Json.Serialization;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>Which sheets a panel leaves out of its score.</summary>
public enum Dropping
{
    None,

    /// <summary>
    /// One with the highest and one with the lowest score, where <see cref="PanelDefinition.DroppingFrom"/> or more are in.
    /// </summary>
    HighestAndLowest,
}

/// <summary>k experts score by a weighted rubric, each alone, after each has declared to have no conflict of interest.</summary>
/// <remarks>
/// A score at the pass mark passes, so that no rule for ties is needed: a panel compares one score with one mark, and equal sheets at an
/// end give the same score whichever of them is dropped.
/// </remarks>
public sealed record PanelDefinition : PeopleDefinition
{
    public const int Fewest = 3;

    /// <summary>5: with fewer sheets, dropping two would leave the score to one or two experts.</summary>
    public const int DroppingFrom = 5;

    /// <summary>Criteria in the order in which they are asked, 1 to 15; their weights sum to 100.</summary>
    [Items(1, 15)]
    public required IReadOnlyList<Criterion> Rubric { get; init; }

    /// <summary>Points, 0–100, at most two decimals; a score of exactly so many passes.</summary>
    [Between(0, 100)]
    public required decimal PassMark { get; init; }

    /// <summary>Default None; HighestAndLowest needs 5 experts or more.</summary>
    public Dropping Drop { get; init; }

    /// <summary>Sheets that suffice once the time is over: more than half of the experts, at most all.</summary>
    [Between(1, 15)]
    public required int Quorum { get; init; }

    /// <summary>Time to declare, working days from the opening, 1 to WorkingDays - 1. WorkingDays includes it.</summary>
    [Between(1, 59)]
    public required int DeclareWorkingDays { get; init; }

    /// <summary>Whether an officer assigns the experts of all applications of a call together; each waits for that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AssignedTogether { get; init; }

    /// <summary>Working days that an application waits for it, 1–60, then its experts are drawn alone; 0 where it does not wait.</summary>
    [Between(0, 60)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PlanWorkingDays { get; init; }

    /// <summary>Applications that one expert is given at most in one plan, 1–500; 0 for no bound.</summary>
    [Between(0, 500)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MostPerExpert { get; init; }

    /// <summary>Experts of one organisation that a plan gives one application at most, 1–15; 0 for no bound.</summary>
    [Between(0, 15)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MostPerOrganisation { get; init; }

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        foreach (var error in base.Errors(place)) yield return error;
        if (AssignedTogether != PlanWorkingDays > 0) yield return (".planWorkingDays", "Must be 1 to 60 with assignedTogether, else 0.");
        if (!AssignedTogether && MostPerExpert + MostPerOrganisation > 0) yield return (".assignedTogether",
            "mostPerExpert and mostPerOrganisation need it.");
        if (Role is null) yield return (".role", "Only a Completeness may do without people.");
        if (Role is not null && Assignees < Fewest) yield return (".assignees", $"A panel has {Fewest} to 15 experts.");
        if (Quorum * 2 <= Assignees || Quorum > Assignees) yield return (".quorum",
            "Must be more than half of assignees, and at most all.");
        if (DeclareWorkingDays >= WorkingDays) yield return (".declareWorkingDays",
            "Must be 1 to workingDays - 1: workingDays includes the time to declare.");
        if (!Criterion.HasTwoDecimals(PassMark)) yield return (".passMark", "Has at most two decimals.");
        if (!Enum.IsDefined(Drop)) yield return (".drop", $"{Drop} is not a way of dropping.");
        if (Drop != Dropping.None && Assignees < DroppingFrom) yield return (".drop", $"Dropping needs {DroppingFrom} experts or more.");
        for (var i = 0; i < Rubric.Count; i++)
        {
            if (Rubric[i] is not { } criterion)
            {
                yield return ($".rubric[{i}]", "Must not be null.");
                continue;
            }

            foreach (var (path, message) in criterion.Errors()) yield return ($".rubric[{i}]{path}", message);
            if (Rubric.Take(i).Any(other => other?.Key == criterion.Key)) yield return ($".rubric[{i}].key",
                $"{criterion.Key} is there twice.");
        }

        var sum = Rubric.Sum(criterion => criterion?.Weight ?? 0L);
        if (sum != 100) yield return (".rubric", $"The weights sum to {sum}, and must sum to 100.");
    }
}
