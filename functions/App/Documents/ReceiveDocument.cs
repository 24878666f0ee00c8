using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>An upload as it arrived.</summary>
/// <param name="Blob">Its generated name.</param>
/// <param name="Sha256">Lower-case hex; null where no one has read it yet and the applicant stated none.</param>
/// <param name="BeganAt">By it the guide's deadline is kept; null where its arrival counts.</param>
public sealed record Upload(string Type, string Blob, string FileName, long Bytes, string? Sha256, DateTimeOffset? BeganAt = null);

/// <summary>A document arrived; its check follows.</summary>
[ShownAs(Right.DocumentNames)]
public sealed record DocumentUploaded(string Type, int Version, long Bytes, string? Sha256) : Fact;

/// <summary>A complete upload arrives in its slot.</summary>
public static class ReceiveDocument
{
    /// <summary>It gets the slot's next version and waits for its check; an upload that was waiting is superseded.</summary>
    /// <exception cref="ProblemException">As <see cref="RequireOpen"/>: the state may have changed while it arrived.</exception>
    public static Change<ApplicationDocuments> Decide(
        ApplicationDocuments state, ProgrammeDefinition definition, Upload upload, int maxUploads, string actor, DateTimeOffset at)
    {
        var application = state.Application;
        RequireOpen(application, definition, upload.Type, maxUploads);
        var slot = application.Slot(upload.Type)!;
        var record = new DocumentRecord(
            application.Id, upload.Type, slot.Next, CheckState.Received, upload.FileName, upload.Bytes, upload.Sha256, upload.Blob,
                at.ToUniversalTime())
        {
            BeganAt = upload.BeganAt?.ToUniversalTime(),
        };
        var next = slot.State == DocumentState.Accepted
            ? slot with
            {
                Newest = record.Version, Pending = record.Version, Reason = null, ReasonCode = null, ReplacedAt = record.ReceivedAt,
            }
            : new SlotState(
                slot.Type, slot.Required, DocumentState.Received, record.Version, record.FileName, record.Bytes,
                Newest: record.Version, Pending: record.Version, ReceivedAt: record.ReceivedAt)
            {
                BeganAt = record.BeganAt, Promise = slot.Promise,
            };
        var waiting = state.Upload(upload.Type, slot.Pending);
        var uploads = waiting is null ? state : state.With(waiting with { State = CheckState.Superseded });
        return Change.To(
            uploads.With(record) with { Application = application.With(next) }, actor,
                new DocumentUploaded(record.Type, record.Version, record.Bytes, record.Sha256));
    }

    /// <summary>Whether <see cref="RequireOpen"/> would refuse nothing.</summary>
    public static bool IsOpen(Application application, ProgrammeDefinition definition, string type, int maxUploads) =>
        definition.Slot(type) is not null && application.Slot(type) is { Unasked: false } slot && application.Takes(definition, type)
        && slot.Next <= maxUploads;

    /// <summary>The slot's definition, when it takes an upload now.</summary>
    /// <exception cref="ProblemException">unknown-document-type; not-open: submitted or over, or returned without asking for this
    /// document; too-many-uploads.</exception>
    public static DocumentSlot RequireOpen(Application application, ProgrammeDefinition definition, string type, int maxUploads)
    {
        var slot = definition.Slot(type) ?? throw DocumentProblems.UnknownDocumentType.With();
        if (application.Slot(type) is { Unasked: true })
        {
            throw ApplicationProblems.NotOpen.With(
                "按申请表的填写内容，无需提交该材料", "By the answers of the form this document is not asked for");
        }

        if (application.Takes(definition, type))
        {
            return application.Slot(type)!.Next <= maxUploads ? slot : throw DocumentProblems.TooManyUploads.With(
                $"每种材料最多上传 {maxUploads} 次", $"A document may be uploaded {maxUploads} times at most");
        }

        throw application.Status == ApplicationStatus.Returned
            ? ApplicationProblems.NotOpen.With("补正未要求该材料", "The supplement does not ask for this document")
            : ApplicationProblems.NotOpenNow(application);
    }
}

/// <summary>What the slots of an application do while uploads move through them.</summary>
internal static class Slots
{
    /// <summary>Whether the slot takes an upload now, as far as the application's status goes.</summary>
    public static bool Takes(this Application application, ProgrammeDefinition definition, string type) => application.Status switch
    {
        ApplicationStatus.Draft => true,
        ApplicationStatus.Returned => application.Reopens(definition, type) || application.IsPromised(type),
        ApplicationStatus.Submitted => application.IsPromised(type),
        _ => false,
    };

    /// <summary>Whether the upload is the one that the slot waits for: it is neither checked nor superseded.</summary>
    public static bool Awaits(this Application application, DocumentRecord record) =>
        application.Slot(record.Type)?.Pending == record.Version;
}
