using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>What a rule decided on an upload.</summary>
/// <param name="Record">The upload as it is now; null: nothing changes.</param>
/// <param name="Superseded">Version of an unchecked upload that this one replaces; 0 for none.</param>
public sealed record IntakeDecision(ApplicationChange Change, DocumentRecord? Record, int Superseded = 0);

/// <summary>An upload as it arrived.</summary>
/// <param name="Blob">Its generated name.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record Upload(string Type, string Blob, string FileName, long Bytes, string Sha256);

/// <summary>How uploads move through a slot: received, then accepted or rejected. Only the newest upload counts.</summary>
public static class Intake
{
    public static readonly LocalizedText NoLongerOpen = new("检查时申请已不再接收该材料", "When it was checked, the application no longer took this document");

    /// <summary>The slot's definition, when it takes an upload now.</summary>
    /// <exception cref="ProblemException">unknown-document-type; not-open: handed in or over, or returned without asking for this document.</exception>
    public static DocumentSlot RequireOpen(Application application, ProgrammeDefinition definition, string type)
    {
        var slot = definition.Slot(type) ?? throw DocumentProblems.UnknownDocumentType.With();
        if (IsOpen(application, type)) return slot;
        throw application.Status == ApplicationStatus.Returned
            ? ApplicationProblems.NotOpen.With("补正未要求该材料", "The supplement does not ask for this document")
            : ApplicationProblems.NotOpen.With($"当前状态：{application.Status}", $"The application is {application.Status}");
    }

    /// <summary>A whole upload has arrived: it gets the slot's next version and waits for its check.</summary>
    /// <exception cref="ProblemException">As <see cref="RequireOpen"/>: the state may have changed while it arrived.</exception>
    public static IntakeDecision Receive(Application application, ProgrammeDefinition definition, Upload upload, string actor, DateTimeOffset at)
    {
        RequireOpen(application, definition, upload.Type);
        var slot = application.Slot(upload.Type)!;
        var record = new DocumentRecord(
            application.Id, upload.Type, slot.Next, CheckState.Received, upload.FileName, upload.Bytes, upload.Sha256, upload.Blob, at.ToUniversalTime());
        var next = slot.State == DocumentState.Accepted
            ? slot with { Newest = record.Version, Pending = record.Version, Reason = null }
            : new SlotState(
                slot.Type, slot.Required, DocumentState.Received, record.Version, record.FileName, record.Bytes,
                Newest: record.Version, Pending: record.Version, ReceivedAt: record.ReceivedAt);
        var fact = new NewFact(DocumentFacts.Uploaded, actor, Content(record));
        return new IntakeDecision(new ApplicationChange(With(application, next), fact), record, slot.Pending);
    }

    /// <summary>The check found nothing wrong. It may be the last document, and then the application is handed in.</summary>
    /// <remarks>An upload that is settled or superseded stays what it is; one that came too late is rejected.</remarks>
    public static IntakeDecision Accept(Application application, ProgrammeDefinition definition, DocumentRecord record, string actor, DateTimeOffset at)
    {
        if (!IsPending(application, record)) return Unchanged(application);
        if (!IsOpen(application, record.Type)) return Reject(application, definition, record, NoLongerOpen, actor, at);
        var slot = application.Slot(record.Type)!;
        var next = new SlotState(
            slot.Type, slot.Required, DocumentState.Accepted, record.Version, record.FileName, record.Bytes, record.Sha256,
            Blob: record.Blob, Newest: slot.Newest, ReceivedAt: record.ReceivedAt);
        var change = new ApplicationChange(With(application, next), new NewFact(DocumentFacts.Accepted, actor, Content(record)));
        return new IntakeDecision(Submission.WhenWhole(change, definition, application.Applicant, at), record with { State = CheckState.Accepted });
    }

    /// <summary>The check found a fault. A document that was accepted before keeps its place.</summary>
    public static IntakeDecision Reject(
        Application application, ProgrammeDefinition definition, DocumentRecord record, LocalizedText reason, string actor, DateTimeOffset at)
    {
        if (!IsPending(application, record)) return Unchanged(application);
        var slot = application.Slot(record.Type)!;
        var next = slot.State == DocumentState.Accepted
            ? slot with { Pending = 0, Reason = reason }
            : slot with { State = DocumentState.Rejected, Pending = 0, Reason = reason };
        var change = new ApplicationChange(With(application, next), new NewFact(DocumentFacts.Rejected, actor, new DocumentRejection(record.Type, record.Version, reason)));
        // Where this was the last unchecked upload, and not a needed one, the application may be whole now.
        return new IntakeDecision(Submission.WhenWhole(change, definition, application.Applicant, at), record with { State = CheckState.Rejected, Reason = reason });
    }

    private static bool IsOpen(Application application, string type) => application.Status switch
    {
        ApplicationStatus.Draft => true,
        ApplicationStatus.Returned => application.Returned.Any(item => item.Document == type),
        _ => false,
    };

    private static bool IsPending(Application application, DocumentRecord record) => application.Slot(record.Type)?.Pending == record.Version;

    private static IntakeDecision Unchanged(Application application) => new(ApplicationChange.None(application), null);

    private static Application With(Application application, SlotState next) =>
        application with { Slots = [.. application.Slots.Select(slot => slot.Type == next.Type ? next : slot)] };

    private static DocumentContent Content(DocumentRecord record) => new(record.Type, record.Version, record.Bytes, record.Sha256);
}
