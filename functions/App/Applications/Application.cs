using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Applications;

public enum ApplicationStatus
{
    /// <summary>The applicant fills the document slots.</summary>
    Draft,

    /// <summary>Handed in; the review runs.</summary>
    Submitted,

    /// <summary>Sent back for named corrections; the review waits.</summary>
    Returned,

    Approved,
    Rejected,
    Withdrawn,
}

public enum DocumentState
{
    /// <summary>Nothing uploaded.</summary>
    Empty,

    /// <summary>An upload has begun or arrived and is not checked yet.</summary>
    Received,

    Accepted,
    Rejected,
}

/// <summary>What stands in one document slot now.</summary>
/// <remarks>An accepted document stays in its slot while its replacement is uploaded and checked, and also when the replacement is rejected.</remarks>
/// <param name="Version">Of the document that <paramref name="State"/> speaks of, 1, 2, 3 …; 0 for none.</param>
/// <param name="Sha256">Lower-case hex of the accepted content.</param>
/// <param name="Reason">Why the newest upload was rejected; beside an accepted document it speaks of the replacement.</param>
/// <param name="Blob">Name in the container of accepted documents.</param>
/// <param name="Newest">Highest version that was ever uploaded; 0 for none.</param>
/// <param name="Pending">Version that is being checked; 0 for none.</param>
/// <param name="ReceivedAt">When the document of <paramref name="Version"/> arrived, UTC.</param>
public sealed record SlotState(
    string Type,
    bool Required,
    DocumentState State,
    int Version = 0,
    string? FileName = null,
    long Bytes = 0,
    string? Sha256 = null,
    LocalizedText? Reason = null,
    string? Blob = null,
    int Newest = 0,
    int Pending = 0,
    DateTimeOffset? ReceivedAt = null)
{
    /// <summary>The version of the next upload.</summary>
    public int Next => Math.Max(Version, Newest) + 1;
}

/// <summary>A document that a reviewer asks to be corrected.</summary>
public sealed record ReturnItem(string Document, string Reason);

/// <summary>One organisation's request under one definition version: the application row.</summary>
/// <param name="Amount">Yuan asked for; 0 where nothing is granted.</param>
/// <param name="Round">0 at first; the number of the current supplement round.</param>
/// <param name="Returned">What the current round asks for.</param>
/// <param name="Head">End of the fact chain.</param>
/// <param name="ETag">Of the row as read; empty for a new one.</param>
public sealed record Application(
    string Id,
    string Programme,
    int Version,
    int GuideYear,
    string Organisation,
    string District,
    string Sector,
    string Title,
    decimal Amount,
    string Applicant,
    string ApplicantEmail,
    Language Language,
    ApplicationStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt,
    int Round,
    IReadOnlyList<ReturnItem> Returned,
    IReadOnlyList<SlotState> Slots,
    string? RequestHash,
    FactHead Head,
    string ETag)
{
    public SlotState? Slot(string type) => Slots.FirstOrDefault(slot => slot.Type == type);

    public bool IsOver => Status is ApplicationStatus.Approved or ApplicationStatus.Rejected or ApplicationStatus.Withdrawn;
}
