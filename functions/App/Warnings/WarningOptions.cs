using System.ComponentModel.DataAnnotations;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>What a publication needs of the options.</summary>
/// <param name="Validity">Of a warning whose signal names no end.</param>
/// <param name="LongestValidity">From now, of any warning.</param>
public sealed record PublicationSettings(Issuer Issuer, TimeSpan Validity, TimeSpan LongestValidity);

/// <summary>How warnings are verified and published. Bound from <c>Warnings</c>.</summary>
public sealed class WarningOptions : IValidatableObject
{
    /// <summary>CAP sender: globally unique, 3–200 characters, no spaces, commas, &lt; or &amp;. The default is an example.</summary>
    [Required, RegularExpression(@"[^\s,<&]{3,200}")] public string Sender { get; init; } = "early-warning@high-tech-services.example";

    /// <summary>Name of the sender in Chinese.</summary>
    [Required] public string SenderNameChinese { get; init; } = "高技术服务业促进计划";

    /// <summary>Name of the sender in English.</summary>
    [Required] public string SenderNameEnglish { get; init; } = "High-tech services programme";

    /// <summary>
    /// Who publishes, in the national form: 14 digits, 6 of the area, 3 of the agency, 3 of the unit, 2 of the extension. The default is an
    /// example.
    /// </summary>
    [Required, RegularExpression("[0-9]{14}")] public string NationalUnit { get; init; } = "44030000000000";

    /// <summary>CAP status of all messages: whether they are in earnest. Default Actual.</summary>
    [EnumDataType(typeof(CapStatus))] public CapStatus Status { get; init; } = CapStatus.Actual;

    /// <summary>Days in force where the signal names no end, 1–90. Default 7.</summary>
    [Range(1, 90)] public int ValidityDays { get; init; } = 7;

    /// <summary>Days from now that an end may lie at most, 1–366. Default 90.</summary>
    [Range(1, 366)] public int LongestValidityDays { get; init; } = 90;

    /// <summary>Role of those who verify. Default DepartmentOfficer.</summary>
    [EnumDataType(typeof(Role))] public Role Verifier { get; init; } = Role.DepartmentOfficer;

    /// <summary>Hours until the officer is reminded, 1–720. Default 4. Clock hours: a threat does not keep office hours.</summary>
    [Range(1, 720)] public int ReminderHours { get; init; } = 4;

    /// <summary>Hours until the delegate is asked, more than the reminder's, to 720. Default 8.</summary>
    [Range(1, 720)] public int DelegateHours { get; init; } = 8;

    /// <summary>Hours until an unverified draft lapses, more than the delegate's, to 720. Default 24.</summary>
    [Range(1, 720)] public int LapseHours { get; init; } = 24;

    /// <summary>Hours between looks at a warning that nothing woke, 1–72. Default 24.</summary>
    [Range(1, 72)] public int RecheckHours { get; init; } = 24;

    public PublicationSettings Publication => new(
        new Issuer(Sender, new LocalizedText(SenderNameChinese, SenderNameEnglish), Status),
        TimeSpan.FromDays(ValidityDays),
        TimeSpan.FromDays(LongestValidityDays));

    public LadderPolicy.Hours Ladder =>
        new(TimeSpan.FromHours(ReminderHours), TimeSpan.FromHours(DelegateHours), TimeSpan.FromHours(LapseHours));

    public TimeSpan Recheck => TimeSpan.FromHours(RecheckHours);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReminderHours >= DelegateHours || DelegateHours >= LapseHours)
        {
            yield return new("Warnings needs ReminderHours < DelegateHours < LapseHours.");
        }

        if (ValidityDays > LongestValidityDays) yield return new("Warnings:ValidityDays exceeds Warnings:LongestValidityDays.");
    }
}
