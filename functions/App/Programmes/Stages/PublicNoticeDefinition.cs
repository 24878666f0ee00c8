using System.Text.Json.Serialization;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>The proposed result is shown to the public, who may object; each objection is examined (公示).</summary>
/// <remarks>
/// The result waits for the time of the examination also where no one objects: otherwise its day would show whether someone did.
/// </remarks>
public sealed record PublicNoticeDefinition : StageDefinition
{
    /// <summary>How long it is shown, working days, 1–60.</summary>
    [Between(1, 60)]
    public int WorkingDays { get; init; } = 5;

    /// <summary>From the end of the notice to the result at the earliest, working days, 2–60. Includes the delegate's time.</summary>
    [Between(2, 60)]
    public int ExaminationWorkingDays { get; init; } = 5;

    /// <summary>Time of the person to whom an overdue examination passes, working days, 1 to ExaminationWorkingDays - 1.</summary>
    [Between(1, 59)]
    public int DelegateWorkingDays { get; init; } = 2;

    /// <summary>Who examines objections.</summary>
    public Role Role { get; init; } = Role.DepartmentOfficer;

    /// <summary>Whether the notice states the amount.</summary>
    public bool ShowsAmount { get; init; }

    public override bool IsPause => true;

    // The public has seen the result.
    [JsonIgnore]
    public override bool IsFinal => true;

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        if (place == 0) yield return (".kind", "A public notice shows the result of a stage before it.");
        if (DelegateWorkingDays >= ExaminationWorkingDays) yield return (".delegateWorkingDays",
            "Must be 1 to examinationWorkingDays - 1.");
        if (Role is not (Role.DistrictOfficer or Role.DepartmentOfficer or Role.LeadingGroup)) yield return (".role",
            $"{Role} does not examine objections.");
    }
}
