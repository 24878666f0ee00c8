using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

public enum InstitutionKind
{
    Bank,
    Guarantee,
    Fund,
    Exchange,
    Association,
}

/// <summary>An institution that is asked whether it wants to finance the applicant.</summary>
public sealed record Institution(CreditCode Code, LocalizedText Name, InstitutionKind Kind);

/// <summary>
/// The application is passed on to institutions, which decide by themselves. Without <see cref="ReferTo"/> the app does not hold it: the
/// department passes it on. Source: M20.
/// </summary>
public sealed record ReferralDefinition : StageDefinition
{
    public const int MostInstitutions = 20;

    /// <summary>Names alone, of a stage that the app does not hold, 1 to 50; null with <see cref="ReferTo"/>.</summary>
    [Items(0, 50)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LocalizedText>? Institutions { get; init; }

    /// <summary>Those that are asked, 1 to 20, each once; null where the app does not hold the stage.</summary>
    [Items(0, MostInstitutions)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Institution>? ReferTo { get; init; }

    /// <summary>
    /// Name of the approval before it whose people choose, for each application, which of <see cref="ReferTo"/> are asked; null where
    /// all are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChosenIn { get; init; }

    /// <summary>Time of an institution to answer, working days, 1–60.</summary>
    [Between(1, 60)]
    public int WorkingDays { get; init; } = 10;

    /// <summary>The reminder goes out this many working days before the due day, 0 (none) to WorkingDays - 1.</summary>
    [Between(0, 59)]
    public int ReminderWorkingDays { get; init; } = 3;

    /// <summary>Time of another person of the institution after the due time, working days, 1–60.</summary>
    [Between(1, 60)]
    public int DelegateWorkingDays { get; init; } = 3;

    [JsonIgnore]
    public override bool IsHeld => ReferTo is not null;

    [JsonIgnore]
    public override bool IsPause => IsHeld;

    /// <summary>Names of all institutions, whether they are asked here or not.</summary>
    [JsonIgnore]
    public IEnumerable<LocalizedText> Names => ReferTo?.Select(each => each.Name) ?? Institutions ?? [];

    protected override int? OwnDays => IsHeld ? WorkingDays + DelegateWorkingDays : null;

    /// <summary>Null for an organisation that is not asked.</summary>
    public Institution? Find(string code) => ReferTo?.FirstOrDefault(each => each.Code.Value == code);

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        if (Institutions is { Count: 0 }) yield return (".institutions", "Must name 1 or more.");
        else if (Institutions is null ? ReferTo is not { Count: > 0 } : ReferTo is not null) yield return (".referTo",
            "Either institutions or referTo must name 1 or more.");
        if (ChosenIn is not null && ReferTo is null) yield return (".chosenIn", "Only institutions of referTo can be chosen.");
        if (ReminderWorkingDays >= WorkingDays) yield return (".reminderWorkingDays", "Must be 0 to workingDays - 1.");
        for (var i = 0; i < (Institutions?.Count ?? 0); i++)
        {
            if (Institutions![i] is not { } name) yield return ($".institutions[{i}]", "Must not be null.");
            else if (IsBlank(name)) yield return ($".institutions[{i}]", "Both languages must have a text.");
        }

        for (var i = 0; i < (ReferTo?.Count ?? 0); i++)
        {
            if (ReferTo![i] is not { } institution) yield return ($".referTo[{i}]", "Must not be null.");
            else if (IsBlank(institution.Name)) yield return ($".referTo[{i}].name", "Both languages must have a text.");
            else if (ReferTo.Take(i).Any(other => other?.Code == institution.Code)) yield return ($".referTo[{i}].code",
                $"{institution.Code.Value} is there twice.");
        }
    }

    private static bool IsBlank(LocalizedText text) =>
        string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);
}
