using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>One line of the lists of notices.</summary>
/// <param name="IsWithdrawn">The applicant took the application back.</param>
public sealed record NoticeLine(string Id, NoticeContent Content, NoticeSpan Span, bool IsWithdrawn = false)
{
    public static NoticeLine Of(PublicNotice notice) =>
        new(notice.Id, notice.Content, notice.Span, notice.Outcome == StageOutcome.Withdrawn);
}

/// <summary>What the public reads. Whether a notice is open follows from the time alone.</summary>
public static class NoticeIndex
{
    /// <summary>Owner of what the public reads.</summary>
    public const string Public = "public";

    /// <summary>All, newest first.</summary>
    public static readonly ListIndex<NoticeLine> Notices = new("notices");

    /// <summary>Those whose stage has no outcome.</summary>
    public static readonly ListIndex<NoticeLine> Running = new("notices-running");

    internal static IEnumerable<Line> Lines(PublicNotice notice)
    {
        var line = NoticeLine.Of(notice);
        yield return Notices.Line(Public, LineOrder.NewestFirst(notice.Span.OpenedAt, notice.Id), line);
        if (notice.Outcome is null) yield return Running.Line(Public, notice.Id, line);
    }
}
