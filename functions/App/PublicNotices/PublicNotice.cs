using System.Text.Json.Serialization;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>What the public reads.</summary>
/// <param name="Name">Of the programme.</param>
/// <param name="Organisation">Its name; its credit code while it is not registered.</param>
/// <param name="Amount">Yuan; null where the definition does not show it.</param>
public sealed record NoticeContent(
    string Application, string Programme, LocalizedText Name, string Organisation, string Title, string Sector, decimal? Amount);

/// <summary>How long a notice is shown, and the time of the examination after it.</summary>
/// <param name="OpenedAt">UTC.</param>
/// <param name="Promised">The end as it was published first, UTC; a holiday notice may make it later, see <see cref="NoticeTimes"/>.
/// </param>
public sealed record NoticeSpan(DateTimeOffset OpenedAt, int WorkingDays, int ExaminationWorkingDays, DateTimeOffset Promised);

/// <summary>Who may examine objections.</summary>
/// <param name="District">Of the applicant.</param>
/// <param name="Organisation">Credit code of the applicant: none of its people examines.</param>
/// <param name="Excluded">Staff ids: the applicant, and those who decided or are asked in the stages before.</param>
public sealed record NoticeExaminers(
    Role Role, int DelegateWorkingDays, string District, string Organisation, IReadOnlyList<string> Excluded)
{
    /// <summary>Credit codes of its partners: none of their people examines either.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    [JsonIgnore]
    public IReadOnlyList<string> Organisations => [Organisation, .. Partners];
}

/// <summary>A proposed result on public notice.</summary>
public sealed record PublicNotice
{
    public required string Id { get; init; }

    public required StageRequest Stage { get; init; }

    public required NoticeContent Content { get; init; }

    public required NoticeSpan Span { get; init; }

    public required NoticeExaminers Examiners { get; init; }

    /// <summary>Null until the stage ends.</summary>
    public StageOutcome? Outcome { get; init; }

    /// <summary>The same for the same stage and round.</summary>
    public static string IdOf(StageRequest stage) => Ids.From("notice", stage.ApplicationId, stage.Stage, $"{stage.Round}");
}

/// <summary>A notice with what is kept of the objections to it.</summary>
public sealed record NoticeState(
    PublicNotice Notice, IReadOnlyList<Assignment> Assignments, IReadOnlyList<Objection> Objections,
    IReadOnlyList<ObjectionRuling> Rulings)
{
    public Objection? Objection(int number) => Objections.FirstOrDefault(objection => objection.Number == number);

    public NoticeState With(Objection changed) =>
        this with { Objections = [.. Objections.Select(objection => objection.Number == changed.Number ? changed : objection)] };

    public ObjectionRuling? RulingOn(int objection) => Rulings.FirstOrDefault(ruling => ruling.Objection == objection);
}
