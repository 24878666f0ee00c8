using System.Text.Json.Serialization;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Guides;

public enum GuideStatus
{
    /// <summary>Only administrators see it.</summary>
    Draft,

    /// <summary>Public, and as it is: only its last day may become a later one, once.</summary>
    Published,

    /// <summary>Taken back before it opened.</summary>
    Withdrawn,
}

/// <summary>Whether a document is required under a guide.</summary>
/// <param name="Type">Of the definition.</param>
/// <param name="Required">Null where the definition's own word counts.</param>
public sealed record DocumentOverride([property: Name(60)] string Type, bool? Required = null);

/// <summary>What a guide changes of a stage; what is null stays as the definition has it.</summary>
/// <param name="Stage">Its name in the definition.</param>
/// <param name="WorkingDays">Time to answer; of a public notice how long it is shown. 1–60.</param>
/// <param name="Assignees">People asked, or experts of a panel, 1–15.</param>
/// <param name="Approvals">That carry a stage whose people vote, 1–15.</param>
/// <param name="Quorum">Of a panel: sheets that suffice once the time is over, 1–15.</param>
/// <param name="PassMark">Of a panel: points, 0–100, at most two decimals.</param>
public sealed record StageOverride(
    [property: Name(40, Pascal = true)] string Stage,
    [property: Between(1, 60)] int? WorkingDays = null,
    [property: Between(1, 15)] int? Assignees = null,
    [property: Between(1, 15)] int? Approvals = null,
    [property: Between(1, 15)] int? Quorum = null,
    [property: Between(0, 100)] decimal? PassMark = null)
{
    [JsonIgnore]
    public bool IsEmpty => this == new StageOverride(Stage);
}

/// <summary>The last day was made a later one.</summary>
/// <param name="Before">The last day that was published first.</param>
/// <param name="Reason">As the public reads it.</param>
public sealed record GuideExtension(DateOnly Before, LocalizedText Reason, DateTimeOffset At);

/// <summary>A programme's call as an administrator publishes it (年度申请指南, M19), under one version of the definition.</summary>
public sealed record AnnualGuide
{
    /// <summary>See <see cref="GuideAggregate.IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>Of the definition.</summary>
    public required int Version { get; init; }

    /// <summary>Among the calls of a year, for example "second batch"; null where the year is name enough.</summary>
    public LocalizedText? Name { get; init; }

    /// <summary>In the definition's place: days, money, sectors.</summary>
    public required Guide Terms { get; init; }

    public IReadOnlyList<DocumentOverride> Documents { get; init; } = [];

    public IReadOnlyList<StageOverride> Stages { get; init; } = [];

    public GuideStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Null while its last day is the one that was published first.</summary>
    public GuideExtension? Extension { get; init; }

    /// <summary>Last day whose news is out; null before the first.</summary>
    public DateOnly? AnnouncedThrough { get; init; }

    /// <summary>Its closing was announced: nothing more happens.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Of the Idempotency-Key that made it; null for none.</summary>
    public string? RequestKey { get; init; }

    /// <summary>SHA-256 of the request that made it: the same Idempotency-Key must bring the same request.</summary>
    public required string RequestHash { get; init; }
}

/// <summary>All guides of a programme in one partition, so that two which overlap cannot be published at once.</summary>
/// <param name="Guides">In the order in which they were drafted.</param>
public sealed record ProgrammeGuides(string Programme, IReadOnlyList<AnnualGuide> Guides)
{
    public AnnualGuide? Find(string id) => Guides.FirstOrDefault(guide => guide.Id == id);

    public ProgrammeGuides With(AnnualGuide next) => this with { Guides = [.. Guides.Select(guide => guide.Id == next.Id ? next : guide)] };
}
