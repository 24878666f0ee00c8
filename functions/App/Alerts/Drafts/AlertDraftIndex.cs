using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>A draft that waits for its approval.</summary>
public sealed record AlertDraftLine(string Id, DateTimeOffset CreatedAt);

/// <summary>What timers read of the editors' drafts.</summary>
public static class AlertDraftIndex
{
    /// <summary>Owner of the list.</summary>
    public const string Staff = "staff";

    public static readonly ListIndex<AlertDraftLine> ToApprove = new("alert-drafts-to-approve");

    internal static IEnumerable<Line> Lines(AlertDraft draft) => draft.Status == AlertDraftStatus.Drafted
        ? [ToApprove.Line(Staff, draft.Id, new AlertDraftLine(draft.Id, draft.CreatedAt))]
        : [];
}
