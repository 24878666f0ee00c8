using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Signing;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

public enum ApplicationStatus
{
    /// <summary>The applicant fills the document slots.</summary>
    Draft,

    /// <summary>Complete, and waits for the consent of its partners; its content stays as it is.</summary>
    Consenting,

    /// <summary>Complete, and waits for the signature of its organisation; its content stays as it is.</summary>
    Signing,

    /// <summary>The review runs.</summary>
    Submitted,

    /// <summary>Sent back for named corrections; the review waits.</summary>
    Returned,

    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>Who applies.</summary>
/// <param name="Person">User id of the drafter.</param>
/// <param name="District">Of the organisation.</param>
/// <param name="Name">Of the organisation when it drafted; null where it was not registered then.</param>
public sealed record Applicant(
    string Person, [property: ErasedWith(ErasureStep.Personal)] string Email, Language Language, CreditCode Organisation, string District,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null)
{
    /// <summary>Promises of documents that the organisation had broken when it drafted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int BrokenPromises { get; init; }
}

/// <summary>What is applied for.</summary>
/// <param name="Amount">Yuan asked for; 0 where nothing is granted.</param>
public sealed record Subject(string Title, string Sector, decimal Amount);

/// <summary>A document, or a field of the form, that a reviewer asks to be corrected.</summary>
public sealed record ReturnItem
{
    [JsonConstructor]
    public ReturnItem()
    {
    }

    [SetsRequiredMembers]
    public ReturnItem(string? document, string reason, string? field = null) => (Document, Reason, Field) = (document, reason, field);

    /// <summary>Type of the document; null for a field.</summary>
    public string? Document { get; init; }

    [ErasedWith(ErasureStep.Content)]
    public required string Reason { get; init; }

    /// <summary>Key of the field; null for a document.</summary>
    public string? Field { get; init; }

    /// <summary>The same for the same document or field.</summary>
    internal (string?, string?) Named => (Document, Field);
}

/// <summary>The time of a round of corrections.</summary>
/// <param name="From">When it began, UTC.</param>
/// <param name="Due">UTC; after it the application is rejected.</param>
/// <param name="Calendar">By which notices it was counted, see <see cref="WorkingCalendar.Edition"/>.</param>
/// <param name="Promised">The due time that was told first; null while no notice has made it later.</param>
public sealed record SupplementTime(DateTimeOffset From, DateTimeOffset Due, string Calendar, DateTimeOffset? Promised = null);

/// <summary>A round of corrections.</summary>
/// <param name="Round">1 for the first; 0 while there was none.</param>
/// <param name="Items">What the round asks for; they stay when it is answered.</param>
public sealed record Supplement(int Round, IReadOnlyList<ReturnItem> Items)
{
    public static readonly Supplement None = new(0, []);

    /// <summary>Null where the round began under a version that kept no time.</summary>
    public SupplementTime? Time { get; init; }

    /// <summary>Types of the documents that it asks for.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Documents => [.. Items.Select(item => item.Document).OfType<string>()];

    /// <summary>Keys of the fields that it asks for.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Fields => [.. Items.Select(item => item.Field).OfType<string>()];
}

/// <summary>How far its review has come: the stage that was opened last.</summary>
/// <param name="Round">Of corrections; 0 for the first.</param>
/// <param name="At">When it was opened, or could not be for want of people, UTC.</param>
public sealed record ReachedStage(string Stage, int Round, DateTimeOffset At);

/// <summary>Why an application was rejected, as its applicant reads it.</summary>
/// <param name="Cause">What ended the review.</param>
/// <param name="Reasons">Of those who rejected it, without their names; empty where no person did.</param>
public sealed record Refusal(LocalizedText Cause, [property: ErasedWith(ErasureStep.Content)] IReadOnlyList<string> Reasons)
{
    /// <summary>How it can be appealed; null where it cannot, and where an earlier version rejected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppealTerm? Appeal { get; init; }

    /// <summary>Why it cannot be appealed; null where it can, and where an earlier version rejected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NoAppeal? NoAppeal { get; init; }
}

/// <summary>One organisation's request under one definition version.</summary>
public sealed record Application
{
    public required string Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>Of the definition that it was drafted under and keeps.</summary>
    public required int Version { get; init; }

    /// <summary>Id of the published guide that it was drafted under and keeps; null under the definition's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guide { get; init; }

    public required Applicant Applicant { get; init; }

    public required Subject Subject { get; init; }

    public ApplicationStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>For the first time, UTC.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it was approved, rejected or withdrawn, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Null unless it is rejected.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Of its first rejection; null while it was not appealed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppealMark? Appeal { get; init; }

    /// <summary>Whether an appeal against its rejection is examined.</summary>
    [JsonIgnore]
    public bool IsAppealed => Status == ApplicationStatus.Rejected && Appeal is { Ruling: null };

    /// <summary>The newest asking of its partners; null while there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConsentRound? Consents { get; init; }

    /// <summary>Whether the people of its partners may read it: from the sending on, also once it is over; never a draft.</summary>
    [JsonIgnore]
    public bool PartnersSeeIt => Status != ApplicationStatus.Draft
        && Consents is { Outcome: null or ConsentOutcome.Agreed or ConsentOutcome.Withdrawn };

    /// <summary>Credit codes of those who apply with it, as they were last asked.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> PartnerCodes => AskPartners.Codes(Consents?.Partners ?? []);

    /// <summary>All that apply: none of their people judges it.</summary>
    [JsonIgnore]
    public IReadOnlySet<CreditCode> Organisations =>
        (Consents?.Partners ?? []).Select(each => each.Partner.Organisation).Append(Applicant.Organisation).ToHashSet();

    /// <summary>The newest asking for the organisation's signature; null while there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SigningRound? Signing { get; init; }

    /// <summary>When its content counts as arrived, UTC: the guide and the conditions are judged by it. Null for a draft.</summary>
    [JsonIgnore]
    public DateTimeOffset? ArrivedAt =>
        Status != ApplicationStatus.Draft && Consents is { Outcome: null or ConsentOutcome.Agreed } sent ? sent.SentAt
        : Signing is { Outcome: null or SigningOutcome.Signed } round ? round.SentAt : SubmittedAt;

    public Supplement Supplement { get; init; } = Supplement.None;

    /// <summary>Of all rounds of corrections, oldest first.</summary>
    public IReadOnlyList<SupplementExtension> Extensions { get; init; } = [];

    /// <summary>Of the newest round; null while it was not extended.</summary>
    [JsonIgnore]
    public SupplementExtension? Extension => Extensions.FirstOrDefault(each => each.Round == Supplement.Round);

    /// <summary>Null while no stage of its review asked anyone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReachedStage? Reached { get; init; }

    public required IReadOnlyList<SlotState> Slots { get; init; }

    /// <summary>The slots that the answers ask for.</summary>
    [JsonIgnore]
    public IReadOnlyList<SlotState> Asked => [.. Slots.Where(slot => !slot.Unasked)];

    /// <summary>Null where the programme asks for no form.</summary>
    public FormState? Form { get; init; }

    /// <summary>What its retention policy has done; null while it has done nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RetentionMark? Retention { get; init; }

    /// <summary>What of it is erased.</summary>
    [JsonIgnore]
    public ErasureStep Erased => Retention?.Erased ?? ErasureStep.None;

    /// <summary>SHA-256 of the request that drafted it: the same Idempotency-Key must bring the same request.</summary>
    public string? RequestHash { get; init; }

    public SlotState? Slot(string type) => Slots.FirstOrDefault(slot => slot.Type == type);

    /// <summary>Whether it asks for the document or the field that a return names.</summary>
    public bool Has(ReturnItem item) => (item.Document, item.Field) switch
    {
        ({ } type, null) => Slot(type) is { Unasked: false },
        // Partners consented to what is submitted: no correction names others.
        (null, { } key) => Form?.Field(key) is { Unasked: false } && key != Consents?.Table,
        _ => false,
    };

    public bool IsOver => Status is ApplicationStatus.Approved or ApplicationStatus.Rejected or ApplicationStatus.Withdrawn;

    /// <summary>What the applicant is asked to correct now.</summary>
    public IReadOnlyList<ReturnItem> Returned => Status == ApplicationStatus.Returned ? Supplement.Items : [];
}
