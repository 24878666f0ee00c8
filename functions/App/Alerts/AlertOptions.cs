using System.ComponentModel.DataAnnotations;
using FunctionsApp.Assignments;

namespace FunctionsApp.Alerts;

/// <summary>How long people have to approve what an editor writes. Bound from <c>Alerts</c>.</summary>
public sealed class AlertOptions : IValidatableObject
{
    /// <summary>Working days to approve, 1–20. Default 2.</summary>
    [Range(1, 20)] public int WorkingDays { get; init; } = 2;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to WorkingDays - 1. Default 1.</summary>
    [Range(0, 19)] public int ReminderWorkingDays { get; init; } = 1;

    /// <summary>Working days of the delegate after the due time, 1–20. Default 1.</summary>
    [Range(1, 20)] public int DelegateWorkingDays { get; init; } = 1;

    public LadderPolicy.WorkingDays Ladder => new(WorkingDays, ReminderWorkingDays, DelegateWorkingDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReminderWorkingDays >= WorkingDays) yield return new("Alerts needs ReminderWorkingDays < WorkingDays.");
    }
}
