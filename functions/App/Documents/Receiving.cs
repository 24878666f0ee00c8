using FunctionsApp.Applications;
using FunctionsApp.Programmes;
using FunctionsApp.Shared;

namespace FunctionsApp.Documents;

/// <summary>How a document comes to its slot: received, then accepted or rejected.</summary>
public static class Receiving
{
    /// <summary>The slot that takes an upload now.</summary>
    /// <exception cref="ProblemException">unknown-document-type; not-open; document-not-asked-for.</exception>
    public static DocumentSlot Slot(Application application, ProgrammeDefinition definition, string type)
    {
        var slot = definition.Slot(type) ?? throw DocumentProblems.UnknownDocumentType.With();
        if (!IsOpen(application, type))
        {
            throw application.Status == ApplicationStatus.Returned
                ? DocumentProblems.NotAskedFor.With()
                : ApplicationProblems.NotOpenNow(application);
        }

        return slot;
    }

    /// <summary>Takes a whole upload into its slot as the next version; what was accepted before stays until this one is.</summary>
    /// <param name="document">Its version is set here.</param>
    public static ApplicationChange Receive(Application application, ProgrammeDefinition definition, Document document, string actor)
    {
        Slot(application, definition, document.Type);
        var slot = application.Slot(document.Type)!;
        var received = document with { Version = slot.Next, State = DocumentState.Received };
        var next = slot with { Newest = received.Version, Pending = received.Version, Reason = null };
        if (slot.State != DocumentState.Accepted)
        {
            next = next with { State = DocumentState.Received, Version = received.Version, FileName = received.FileName, Bytes = received.Bytes, ReceivedAt = received.ReceivedAt };
        }

        return new ApplicationChange(
            With(application, next),
            [new NewFact(DocumentFacts.Uploaded, actor, Version(received))],
            [DocumentRow.Add(received)]);
    }

    /// <summary>Puts a checked document into its slot; hands the application in when that made it whole.</summary>
    /// <remarks>A document that was overtaken, by a newer upload or by the application's course, is rejected instead.</remarks>
    public static ApplicationChange Accept(Application application, ProgrammeDefinition definition, Document document, string actor, DateTimeOffset at)
    {
        var slot = application.Slot(document.Type)!;
        if (slot.Pending != document.Version) return Reject(application, document, Overtaken, actor);
        if (!IsOpen(application, document.Type)) return Reject(application, document, TooLate, actor);

        var accepted = slot with
        {
            State = DocumentState.Accepted,
            Version = document.Version,
            FileName = document.FileName,
            Bytes = document.Bytes,
            Sha256 = document.Sha256,
            Reason = null,
            Blob = document.Accepted,
            Pending = 0,
            ReceivedAt = document.ReceivedAt,
        };
        var change = new ApplicationChange(
            With(application, accepted),
            [new NewFact(DocumentFacts.Accepted, actor, Version(document))],
            [DocumentRow.Update(document with { State = DocumentState.Accepted })]);
        return Submission.WhenWhole(change, definition, actor, at);
    }

    /// <summary>Refuses a document; an accepted one before it stays.</summary>
    public static ApplicationChange Reject(Application application, Document document, LocalizedText reason, string actor)
    {
        var slot = application.Slot(document.Type)!;
        var next = slot switch
        {
            _ when slot.Pending != document.Version => slot,
            { State: DocumentState.Accepted } => slot with { Pending = 0, Reason = reason },
            _ => slot with { State = DocumentState.Rejected, Pending = 0, Reason = reason },
        };
        return new ApplicationChange(
            With(application, next),
            [new NewFact(DocumentFacts.Rejected, actor, new DocumentRejection(document.Type, document.Version, reason))],
            [DocumentRow.Update(document with { State = DocumentState.Rejected })]);
    }

    public static LocalizedText Overtaken { get; } = new("已有更新的版本", "A newer upload took its place");

    public static LocalizedText TooLate { get; } = new("文件到达时申请已不再接收材料", "The application no longer took documents");

    private static bool IsOpen(Application application, string type) => application.Status switch
    {
        ApplicationStatus.Draft => true,
        ApplicationStatus.Returned => application.Returned.Any(item => item.Document == type),
        _ => false,
    };

    private static DocumentVersion Version(Document document) => new(document.Type, document.Version, document.Bytes, document.Sha256);

    private static Application With(Application application, SlotState next) =>
        application with { Slots = [.. application.Slots.Select(slot => slot.Type == next.Type ? next : slot)] };
}
