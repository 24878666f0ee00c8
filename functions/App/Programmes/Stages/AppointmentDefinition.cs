using System.Text.Json.Serialization;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>What the report on an appointment answers.</summary>
/// <param name="Key">kebab-case, at most 40 characters, unique in the checklist.</param>
public sealed record ReportPoint([property: Name(40)] string Key, LocalizedText Title)
{
    /// <summary>What to look at, where the title does not say it; null for none.</summary>
    public LocalizedText? Help { get; init; }
}

/// <summary>
/// The applicant meets officers and experts at an appointment, about which the officer in charge reports. Without a role the app does not
/// hold it: the department takes it itself.
/// </summary>
/// <remarks>
/// <see cref="PeopleDefinition.WorkingDays"/> is the time of the complete stage as its applicant reads it; the officer has the other times.
/// </remarks>
public abstract record AppointmentDefinition : PeopleDefinition
{
    protected AppointmentDefinition()
    {
        WorkingDays = 10;
        DelegateWorkingDays = 3;
    }

    public override bool IsPause => Role is not null;

    /// <summary>Time to offer an appointment, working days, 1–30.</summary>
    [Between(1, 30)]
    public int OfferWorkingDays { get; init; } = 3;

    /// <summary>From the offer to the day of the appointment at the earliest, working days, 2–30.</summary>
    [Between(2, 30)]
    public int AheadWorkingDays { get; init; } = 3;

    /// <summary>
    /// Silence until the close of business so many working days before the day confirms it, 1 to AheadWorkingDays - 1.
    /// </summary>
    [Between(1, 29)]
    public int ConfirmWorkingDays { get; init; } = 1;

    /// <summary>Time to report after the appointment, working days, 1–30.</summary>
    [Between(1, 30)]
    public int ReportWorkingDays { get; init; } = 5;

    /// <summary>Appointments at most, 1–3: 1 where no report may ask for another one.</summary>
    [Between(1, 3)]
    public int Appointments { get; init; } = 2;

    /// <summary>What the report answers, in order, 1 to 15 points; empty without a role.</summary>
    [Items(0, 15)]
    public IReadOnlyList<ReportPoint> Checklist { get; init; } = [];

    /// <summary>Photos that a report may have, 0 (none) to 30. Default 10, also in versions that were published without it.</summary>
    [Between(0, 30)]
    public int Photos { get; init; } = 10;

    /// <summary>Bytes of a photo at most, 1 to 50 MiB. Default 10 MiB.</summary>
    [Between(1, 50 * 1024 * 1024)]
    public long MaxPhotoBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>What the stage comes to where no officer offers or reports in time: Approve or Reject.</summary>
    public UndecidedPolicy Undecided { get; init; } = UndecidedPolicy.Approve;

    /// <summary>Whether the applicant reads which experts attend; otherwise only how many.</summary>
    [JsonIgnore]
    public virtual bool NamesExperts => true;

    [JsonIgnore]
    public override bool IsHeld => Role is not null;

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        foreach (var error in base.Errors(place)) yield return error;
        if (ConfirmWorkingDays >= AheadWorkingDays) yield return (".confirmWorkingDays", "Must be 1 to aheadWorkingDays - 1.");
        if (Undecided is not (UndecidedPolicy.Approve or UndecidedPolicy.Reject)) yield return (".undecided",
            "Must be Approve or Reject.");
        if (Role is not (null or Identity.Role.DistrictOfficer or Identity.Role.DepartmentOfficer)) yield return (".role",
            $"{Role} does not arrange appointments.");
        if (Role is not null && Assignees != 1) yield return (".assignees", "One officer is in charge.");
        if (Role is not null && Checklist.Count == 0) yield return (".checklist", "Must have 1 to 15 points.");
        for (var i = 0; i < Checklist.Count; i++)
        {
            if (Checklist[i] is not { } point) yield return ($".checklist[{i}]", "Must not be null.");
            else if (IsBlank(point.Title)) yield return ($".checklist[{i}].title", "Both languages must have a text.");
            else if (point.Help is { } help && IsBlank(help)) yield return ($".checklist[{i}].help", "Both languages must have a text.");
            else if (Checklist.Take(i).Any(other => other?.Key == point.Key)) yield return ($".checklist[{i}].key",
                $"{point.Key} is there twice.");
        }
    }

    private static bool IsBlank(LocalizedText text) =>
        string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);
}
