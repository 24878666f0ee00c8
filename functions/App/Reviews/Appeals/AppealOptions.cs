using System.ComponentModel.DataAnnotations;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>Who examines appeals, and the times. Bound from <c>Reviews</c>.</summary>
public sealed class AppealOptions : IValidatableObject
{
    /// <summary>Working days after a rejection in which it can be appealed, 1–60. Default 15.</summary>
    [Range(1, 60)] public int AppealWorkingDays { get; init; } = 15;

    /// <summary>Role of those who examine appeals: DistrictOfficer, DepartmentOfficer or LeadingGroup. Default DepartmentOfficer.</summary>
    public Role AppealExaminers { get; init; } = Role.DepartmentOfficer;

    /// <summary>Working days to examine an appeal, 1–60. Default 10.</summary>
    [Range(1, 60)] public int AppealExaminationWorkingDays { get; init; } = 10;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to AppealExaminationWorkingDays - 1. Default 3.
    /// </summary>
    [Range(0, 59)] public int AppealReminderWorkingDays { get; init; } = 3;

    /// <summary>Working days of the delegate after the due time; then another person is asked. 1–60. Default 5.</summary>
    [Range(1, 60)] public int AppealDelegateWorkingDays { get; init; } = 5;

    public LadderPolicy.WorkingDays Ladder => new(AppealExaminationWorkingDays, AppealReminderWorkingDays, AppealDelegateWorkingDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AppealReminderWorkingDays >= AppealExaminationWorkingDays)
        {
            yield return new("Reviews needs AppealReminderWorkingDays < AppealExaminationWorkingDays.");
        }

        if (AppealExaminers is not (Role.DistrictOfficer or Role.DepartmentOfficer or Role.LeadingGroup))
        {
            yield return new("Reviews needs AppealExaminers to be DistrictOfficer, DepartmentOfficer or LeadingGroup.");
        }
    }
}
