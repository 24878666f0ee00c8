using System.Text.Json.Serialization;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>
/// Ranks the applications of a closed call by the score of the panel before it, against the budget or a number of places. Without a
/// role the app does not hold it: the department takes it itself.
/// </summary>
public sealed record SelectionDefinition : StageDefinition
{
    /// <summary>Applications that are taken at most, 1–1000; null where the budget alone limits them.</summary>
    [Between(1, 1000)]
    public int? Places { get; init; }

    /// <summary>Who decides the list: DepartmentOfficer or LeadingGroup.</summary>
    public Role? Role { get; init; }

    /// <summary>Time to decide the list, working days, 1–60.</summary>
    [Between(1, 60)]
    public int WorkingDays { get; init; } = 10;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to WorkingDays - 1.</summary>
    [Between(0, 59)]
    public int ReminderWorkingDays { get; init; } = 2;

    /// <summary>Time of the delegate after the due time, working days, 1–60.</summary>
    [Between(1, 60)]
    public int DelegateWorkingDays { get; init; } = 5;

    /// <summary>An amount may be cut down to this share of what is asked for, per cent, 1–100.</summary>
    [Between(1, 100)]
    public int LeastPercent { get; init; } = 60;

    /// <summary>From the decision to the end of its reserve list, working days, 1–250.</summary>
    [Between(1, 250)]
    public int ReserveWorkingDays { get; init; } = 120;

    // The applications of the complete call are waited for.
    public override bool IsPause => Role is not null;

    // The list of the call is decided once, for all applications.
    [JsonIgnore]
    public override bool IsFinal => true;

    [JsonIgnore]
    public override bool IsHeld => Role is not null;

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        if (Role is null) yield break;
        if (Role is not (Identity.Role.DepartmentOfficer or Identity.Role.LeadingGroup)) yield return (".role",
            $"{Role} does not decide a selection.");
        if (ReminderWorkingDays >= WorkingDays) yield return (".reminderWorkingDays", "Must be 0 to workingDays - 1.");
    }
}
