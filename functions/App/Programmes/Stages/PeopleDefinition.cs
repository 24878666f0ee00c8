using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>A stage that asks people: whom, how many, and how long they have.</summary>
public abstract record PeopleDefinition : StageDefinition
{
    /// <summary>Who is asked; null only where the kind may do without people.</summary>
    public Role? Role { get; init; }

    /// <summary>m: people asked, 1 to 15; 0 without a role.</summary>
    [Between(0, 15)]
    public int Assignees { get; init; }

    /// <summary>Time to answer, working days, 1–60.</summary>
    [Between(1, 60)]
    public int WorkingDays { get; init; }

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to WorkingDays - 1.</summary>
    [Between(0, 59)]
    public int ReminderWorkingDays { get; init; }

    /// <summary>A second reminder this many working days before the due day, 0 (none) to ReminderWorkingDays - 1.</summary>
    [Between(0, 58)]
    public int SecondReminderWorkingDays { get; init; }

    /// <summary>Time of the delegate after the due time, working days, 1–60.</summary>
    [Between(1, 60)]
    public int DelegateWorkingDays { get; init; }

    protected override int? OwnDays => Role is null ? null : WorkingDays + DelegateWorkingDays;

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        if (ReminderWorkingDays >= WorkingDays) yield return (".reminderWorkingDays",
            "Must be 0 to workingDays - 1.");
        if (SecondReminderWorkingDays != 0 && SecondReminderWorkingDays >= ReminderWorkingDays)
        {
            yield return (".secondReminderWorkingDays", "Must be 0 to reminderWorkingDays - 1.");
        }

        if (Role is not { } role)
        {
            if (Assignees != 0) yield return (".assignees", "Must be 0 without a role.");
            yield break;
        }

        if (role is not (Identity.Role.DistrictOfficer or Identity.Role.DepartmentOfficer
            or Identity.Role.Expert or Identity.Role.IndustryBody or Identity.Role.LeadingGroup))
        {
            yield return (".role", $"{role} does not review.");
        }

        if (Assignees == 0) yield return (".assignees", "Must be 1 to 15.");
    }
}
