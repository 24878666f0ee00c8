using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>The check found the document in order.</summary>
[ShownAs(Right.DocumentNames)]
public sealed record DocumentAccepted(string Type, int Version, long Bytes, string Sha256) : Fact
{
    /// <summary>What the malware scan found; null before documents were scanned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScanState? Scan { get; init; }
}

/// <summary>The check found a fault in the document, or the document came too late.</summary>
[ShownAs(Right.DocumentNames)]
public sealed record DocumentRejected(string Type, int Version, LocalizedText Reason, string? ReasonCode = null) : Fact
{
    /// <summary>What the scanner calls the malware that it found; null where it found none, or named none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Signature { get; init; }
}

/// <summary>What the check of an upload comes to. It may be the last document, and then the application is submitted.</summary>
/// <remarks>An upload that is checked or superseded stays what it is; one that came too late is rejected.</remarks>
public static class CheckDocument
{
    public const string Actor = "Documents_Check";

    /// <summary>The check found nothing wrong.</summary>
    /// <param name="record">With the SHA-256 of what the check read.</param>
    /// <param name="etag">Of the blob among the accepted documents.</param>
    public static Change<ApplicationDocuments> Accept(ApplicationDocuments state, ProgrammeDefinition definition, DocumentRecord record,
        string etag, DateTimeOffset at)
    {
        var application = state.Application;
        var sha256 = record.Sha256 ?? throw new ArgumentException("The check has read no content.", nameof(record));
        if (!application.Awaits(record)) return Change.None(state);
        if (!application.Takes(definition, record.Type)) return Reject(state, definition, record, Rejections.NoLongerOpen, at);
        var slot = application.Slot(record.Type)!;
        var next = new SlotState(
            slot.Type, slot.Required, DocumentState.Accepted, record.Version, record.FileName, record.Bytes, sha256,
            Blob: record.Blob, Newest: slot.Newest, ReceivedAt: record.ReceivedAt,
            BlobETag: etag)
        {
            Unasked = slot.Unasked, BeganAt = record.BeganAt, Scan = record.Scan,
            Promise = slot.Promise is { State: PromiseState.Open } promise ? promise with { State = PromiseState.Kept } : null,
        };
        Fact[] kept = next.Promise is null ? [] : [new PromiseKept(record.Type)];
        return Checked(
            state, definition, record with { State = CheckState.Accepted }, next,
                [new DocumentAccepted(record.Type, record.Version, record.Bytes, sha256) { Scan = record.Scan }, .. kept], at);
    }

    /// <summary>The check found a fault. A document that was accepted before keeps its place.</summary>
    /// <param name="signature">Of the malware that was found, for the record; not part of what the applicant reads.</param>
    public static Change<ApplicationDocuments> Reject(
        ApplicationDocuments state, ProgrammeDefinition definition, DocumentRecord record, Rejection rejection, DateTimeOffset at,
        string? signature = null)
    {
        if (!state.Application.Awaits(record)) return Change.None(state);
        var slot = state.Application.Slot(record.Type)!;
        var next = slot.State == DocumentState.Accepted
            ? slot with { Pending = 0, Reason = rejection.Text, ReasonCode = rejection.Code }
            : slot with { State = DocumentState.Rejected, Pending = 0, Reason = rejection.Text, ReasonCode = rejection.Code };
        var fact = new DocumentRejected(record.Type, record.Version, rejection.Text, rejection.Code) { Signature = signature };
        // Where this was the last unchecked upload, and not a needed one, the application may be complete now.
        var rejected = record with { State = CheckState.Rejected, Reason = rejection.Text, ReasonCode = rejection.Code };
        return Checked(state, definition, rejected, next, [fact], at);
    }

    private static Change<ApplicationDocuments> Checked(
        ApplicationDocuments state, ProgrammeDefinition definition, DocumentRecord record, SlotState slot, Fact[] facts, DateTimeOffset at)
    {
        var change = SubmitApplication.WhenComplete(
            Change.To(state.Application.With(slot), Actor, facts), state.Answers, definition, at);
        return new Change<ApplicationDocuments>(state.With(record) with { Application = change.Next }, change.Facts);
    }
}
