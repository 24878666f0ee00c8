using System.ComponentModel.DataAnnotations;
using FunctionsApp.Assignments;

namespace FunctionsApp.WhitePapers;

/// <summary>How long editors have to approve a paper. Bound from <c>WhitePapers</c>.</summary>
public sealed class WhitePaperOptions : IValidatableObject
{
    /// <summary>Working days to approve, 1–20. Default 5.</summary>
    [Range(1, 20)] public int WorkingDays { get; init; } = 5;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to WorkingDays - 1. Default 2.</summary>
    [Range(0, 19)] public int ReminderWorkingDays { get; init; } = 2;

    /// <summary>Working days of the delegate after the due time, 1–20. Default 5.</summary>
    [Range(1, 20)] public int DelegateWorkingDays { get; init; } = 5;

    public LadderPolicy.WorkingDays Ladder => new(WorkingDays, ReminderWorkingDays, DelegateWorkingDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReminderWorkingDays >= WorkingDays) yield return new("WhitePapers needs ReminderWorkingDays < WorkingDays.");
    }
}
