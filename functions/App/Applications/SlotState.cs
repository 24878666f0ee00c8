using System.Text.Json.Serialization;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

public enum DocumentState
{
    /// <summary>Nothing uploaded.</summary>
    Empty,

    /// <summary>An upload has begun or arrived and is not checked yet.</summary>
    Received,

    Accepted,
    Rejected,
}

/// <summary>What is in one document slot now.</summary>
/// <remarks>
/// An accepted document stays in its slot while its replacement is uploaded and checked, and also when the replacement is
/// rejected.
/// </remarks>
/// <param name="Version">Of the document that <paramref name="State"/> is about, 1, 2, 3 …; 0 for none.</param>
/// <param name="Sha256">Lower-case hex of the accepted content.</param>
/// <param name="Reason">Why the newest upload was rejected; beside an accepted document it is about the replacement.</param>
/// <param name="Blob">Name in the container of accepted documents.</param>
/// <param name="BlobETag">Of that blob when it was accepted.</param>
/// <param name="Newest">Highest version that was ever uploaded; 0 for none.</param>
/// <param name="Pending">Version that is being checked; 0 for none.</param>
/// <param name="ReasonCode">Stable code of <paramref name="Reason"/>.</param>
/// <param name="ReceivedAt">When the document of <paramref name="Version"/> arrived, UTC.</param>
public sealed record SlotState(
    string Type,
    bool Required,
    DocumentState State,
    int Version = 0,
    [property: ErasedWith(ErasureStep.Content)] string? FileName = null,
    long Bytes = 0,
    string? Sha256 = null,
    LocalizedText? Reason = null,
    [property: ErasedWith(ErasureStep.Content)] string? Blob = null,
    int Newest = 0,
    int Pending = 0,
    DateTimeOffset? ReceivedAt = null,
    string? ReasonCode = null,
    [property: ErasedWith(ErasureStep.Content)] string? BlobETag = null)
{
    /// <summary>The answers make that it is not asked for: whatever is in it is no part of the application.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unasked { get; init; }

    /// <summary>When the upload of <see cref="Version"/> began, UTC; null where its arrival alone is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>Of the document of <see cref="Version"/>; null where none was accepted, or before documents were scanned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScanState? Scan { get; init; }

    /// <summary>That it follows the submission; null where none was made, or where it came before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Promise? Promise { get; init; }

    /// <summary>When the newest upload arrived, UTC, where a document was accepted before it; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ReplacedAt { get; init; }

    /// <summary>What the scan of the accepted document found; null where none is accepted.</summary>
    [JsonIgnore]
    public ScanState? Scanned => State == DocumentState.Accepted ? Scan ?? ScanState.Unscanned : null;

    /// <summary>The version of the next upload.</summary>
    public int Next => Math.Max(Version, Newest) + 1;
}
