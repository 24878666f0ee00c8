using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Documents;

/// <summary>The check of a file that those who review attached found it in order, or a fault in it.</summary>
/// <param name="ReasonCode">Of the fault; null where there is none.</param>
[ShownAs(Right.VotesOfOpenStages)]
public sealed record AttachmentChecked(string Type, int Version, long Bytes, string? Sha256, string? ReasonCode) : ConfidentialFact
{
    /// <inheritdoc cref="DocumentAccepted.Scan"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScanState? Scan { get; init; }

    /// <inheritdoc cref="DocumentRejected.Signature"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Signature { get; init; }
}

/// <summary>What the check of a file comes to that belongs to no slot; one that was checked or removed before stays what it is.</summary>
public static class CheckAttachment
{
    /// <param name="record">With the SHA-256 of what the check read.</param>
    /// <param name="etag">Of the blob among the accepted documents.</param>
    public static Change<ApplicationDocuments> Accept(ApplicationDocuments state, DocumentRecord record, string etag) => Checked(
        state, record with { State = CheckState.Accepted, BlobETag = etag });

    public static Change<ApplicationDocuments> Reject(ApplicationDocuments state, DocumentRecord record, Rejection rejection,
        string? signature = null) => Checked(
        state, record with { State = CheckState.Rejected, Reason = rejection.Text, ReasonCode = rejection.Code }, signature);

    private static Change<ApplicationDocuments> Checked(ApplicationDocuments state, DocumentRecord record, string? signature = null) =>
        state.Upload(record.Type, record.Version) is not { State: CheckState.Received } ? Change.None(state)
        : Change.To(state.With(record), CheckDocument.Actor, new AttachmentChecked(
            record.Type, record.Version, record.Bytes, record.Sha256, record.ReasonCode)
        {
            Scan = record.Scan, Signature = signature,
        });
}
