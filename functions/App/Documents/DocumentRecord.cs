using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Documents;

public enum CheckState
{
    /// <summary>Arrived; not checked yet.</summary>
    Received,

    Accepted,
    Rejected,

    /// <summary>A newer upload came before it was checked.</summary>
    Superseded,

    /// <summary>An attachment whose file was deleted.</summary>
    Removed,
}

/// <summary>One upload into a slot: the row <c>document|type|version</c>.</summary>
/// <param name="Blob">Generated name, the same in the containers of incoming and of accepted documents.</param>
/// <param name="Sha256">Lower-case hex of what arrived; before the check has read it, as the applicant stated it, or null.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="ReasonCode">Of <see cref="Checking.Rejections"/>.</param>
public sealed record DocumentRecord(
    string Application,
    string Type,
    int Version,
    CheckState State,
    [property: ErasedWith(ErasureStep.Content)] string FileName,
    long Bytes,
    string? Sha256,
    [property: ErasedWith(ErasureStep.Content)] string Blob,
    DateTimeOffset ReceivedAt,
    LocalizedText? Reason = null,
    string? ReasonCode = null)
{
    /// <summary>Its time is over: the file is deleted, or about to be.</summary>
    [JsonIgnore]
    public bool IsErased => Blob.Length == 0;

    /// <summary>It belongs to no slot: those who review attached it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAttachment { get; init; }

    /// <summary>Of the blob of an accepted attachment; null otherwise: a slot has its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BlobETag { get; init; }

    /// <summary>What reads found of its blob after it was accepted; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Alteration>? Alterations { get; init; }

    /// <summary>What the malware scan found; null where it was not accepted, or before documents were scanned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScanState? Scan { get; init; }

    /// <summary>When the upload began, UTC; null where it was recorded by a version that kept its arrival alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? BeganAt { get; init; }
}
