using System.ComponentModel.DataAnnotations;
using FunctionsApp.Assignments;

namespace FunctionsApp.Panels;

/// <summary>Who may sit in a panel: conflicts of interest, and the yearly agreement. Bound from <c>Panels</c>.</summary>
public sealed class PanelOptions : IValidatableObject
{
    /// <summary>
    /// Years for which an application that an expert drafted for an organisation keeps the expert from its applications, 0 (never)–20.
    /// Default 3. Source: domain.md, conflict of interest.
    /// </summary>
    [Range(0, 20)]
    public int CommonProjectYears { get; init; } = 3;

    /// <summary>
    /// Whether panels ask only experts who accepted the agreement of the year, and experts are asked for it. Default False.
    /// </summary>
    public bool RequiresAgreement { get; init; }

    /// <summary>Working days to answer on the agreement, 2–60. Default 10.</summary>
    [Range(2, 60)]
    public int AgreementWorkingDays { get; init; } = 10;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to AgreementWorkingDays - 1. Default 3.</summary>
    [Range(0, 59)]
    public int AgreementReminderWorkingDays { get; init; } = 3;

    /// <summary>Working days after the due time in which an answer is still taken, 1–60. Default 10.</summary>
    [Range(1, 60)]
    public int AgreementLateWorkingDays { get; init; } = 10;

    /// <summary>Mail domains that anyone can have, with commas: a shared one means nothing.</summary>
    public string PublicMailDomains { get; init; } =
        "qq.com,foxmail.com,163.com,126.com,yeah.net,139.com,189.cn,sina.com,sohu.com,gmail.com,outlook.com,hotmail.com,icloud.com";

    public LadderPolicy.WorkingDays Agreement =>
        new(AgreementWorkingDays, AgreementReminderWorkingDays, AgreementLateWorkingDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AgreementReminderWorkingDays >= AgreementWorkingDays)
        {
            yield return new("Panels needs AgreementReminderWorkingDays < AgreementWorkingDays.");
        }
    }
}
