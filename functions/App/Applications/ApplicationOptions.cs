using System.ComponentModel.DataAnnotations;
using FunctionsApp.Assignments;

namespace FunctionsApp.Applications;

/// <summary>Bounds of applications. Bound from <c>Applications</c>.</summary>
public sealed class ApplicationOptions : IValidatableObject
{
    /// <summary>Drafts among an organisation's newest 100 applications, 1–99. Default 50.</summary>
    [Range(1, 99)] public int MaxDrafts { get; init; } = 50;

    /// <summary>Working days to sign for an organisation, 1–60. Default 5.</summary>
    [Range(1, 60)] public int SigningWorkingDays { get; init; } = 5;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to SigningWorkingDays - 1. Default 2.</summary>
    [Range(0, 59)] public int SigningReminderWorkingDays { get; init; } = 2;

    /// <summary>Working days of the delegate after the due time; then it is a draft again. 1–60. Default 3.</summary>
    [Range(1, 60)] public int SigningDelegateWorkingDays { get; init; } = 3;

    /// <summary>Working days to consent for a partner, 1–60. Default 5.</summary>
    [Range(1, 60)] public int ConsentWorkingDays { get; init; } = 5;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to ConsentWorkingDays - 1. Default 2.</summary>
    [Range(0, 59)] public int ConsentReminderWorkingDays { get; init; } = 2;

    /// <summary>Working days of the delegate after the due time; then it is a draft again. 1–60. Default 3.</summary>
    [Range(1, 60)] public int ConsentDelegateWorkingDays { get; init; } = 3;

    public LadderPolicy.WorkingDays Consent => new(ConsentWorkingDays, ConsentReminderWorkingDays, ConsentDelegateWorkingDays);

    public LadderPolicy.WorkingDays Signing => new(SigningWorkingDays, SigningReminderWorkingDays, SigningDelegateWorkingDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SigningReminderWorkingDays >= SigningWorkingDays)
        {
            yield return new("Applications needs SigningReminderWorkingDays < SigningWorkingDays.");
        }

        if (ConsentReminderWorkingDays >= ConsentWorkingDays)
        {
            yield return new("Applications needs ConsentReminderWorkingDays < ConsentWorkingDays.");
        }
    }
}
