using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>A draft that waits for its approval.</summary>
public sealed record AlertDraftLine(string Id, DateTimeOffset CreatedAt);

/// <summary>A draft among its author's own.</summary>
/// <param name="Comment">Of who approved or rejected it; null for none.</param>
public sealed record OwnAlertDraft(
    string Id, LocalizedText Title, IReadOnlyList<string> Sectors, AlertDraftStatus Status, DateTimeOffset PublishAt,
    string? Comment = null);

/// <summary>Lists of the editors' drafts: what timers read, and each author's own.</summary>
public static class AlertDraftIndex
{
    /// <summary>Owner of the list.</summary>
    public const string Staff = "staff";

    public static readonly ListIndex<AlertDraftLine> ToApprove = new("alert-drafts-to-approve");

    /// <summary>Of an author, newest first.</summary>
    public static readonly ListIndex<OwnAlertDraft> OfAuthor = new("alert-drafts-of-author");

    internal static IEnumerable<Line> Lines(AlertDraft draft)
    {
        yield return OfAuthor.Line(
            draft.Author, LineOrder.NewestFirst(draft.CreatedAt, draft.Id),
            new OwnAlertDraft(draft.Id, draft.Title, draft.Sectors, draft.Status, draft.PublishAt, draft.Approval?.Comment));
        if (draft.Status != AlertDraftStatus.Drafted) yield break;
        yield return ToApprove.Line(Staff, draft.Id, new AlertDraftLine(draft.Id, draft.CreatedAt));
    }
}
