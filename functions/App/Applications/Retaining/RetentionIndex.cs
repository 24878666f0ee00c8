using FunctionsApp.City;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>An erasure that is planned, or not complete yet.</summary>
/// <param name="PlannedAt">UTC; when it was carried out, where only files are left.</param>
/// <param name="IsDeleting">Its files are to be deleted from storage yet.</param>
/// <param name="From">From when an unfinished draft is erased, UTC; null until its drafter was written of it, and for all others.</param>
public sealed record ErasureLine(
    string Id, string Programme, string Title, ApplicationStatus Status, ErasureStep Step, DateTimeOffset PlannedAt,
    bool IsDeleting = false, DateTimeOffset? From = null);

/// <summary>An application under a legal hold.</summary>
/// <param name="At">UTC.</param>
public sealed record HoldLine(string Id, string Programme, string Title, ApplicationStatus Status, DateTimeOffset At);

/// <summary>An application of which something is erased.</summary>
/// <param name="At">UTC.</param>
public sealed record ErasedLine(string Id, string Programme, ApplicationStatus Status, ErasureStep Step, DateTimeOffset At);

/// <summary>Lists of what the retention policy does.</summary>
public static class RetentionIndex
{
    /// <summary>Owner of <see cref="Planned"/> and <see cref="Held"/>.</summary>
    public const string All = "all";

    /// <summary>Erasures to be carried out, the oldest plan first.</summary>
    public static readonly ListIndex<ErasureLine> Planned = new("erasures-planned");

    /// <summary>Legal holds, the newest first.</summary>
    public static readonly ListIndex<HoldLine> Held = new("legal-holds");

    /// <summary>Of the year, in Shenzhen, in which something of them was erased last; the newest first.</summary>
    public static readonly ListIndex<ErasedLine> Erased = new("applications-erased");

    internal static IEnumerable<Line> Lines(Application application)
    {
        if (application.Retention is not { } mark) yield break;
        var (id, programme, title, status) = (application.Id, application.Programme, application.Subject.Title, application.Status);
        if (mark.Planned is { } planned)
        {
            yield return Planned.Line(All, LineOrder.OldestFirst(planned.At, id), new ErasureLine(
                id, programme, title, status, planned.Step, planned.At, From: planned.From));
        }
        else if (mark is { IsDeleting: true, ErasedAt: { } since })
        {
            yield return Planned.Line(All, LineOrder.OldestFirst(since, id), new ErasureLine(
                id, programme, title, status, mark.Erased, since, IsDeleting: true));
        }

        if (mark.Hold is { } hold)
        {
            yield return Held.Line(All, LineOrder.NewestFirst(hold.At, id), new HoldLine(id, programme, title, status, hold.At));
        }

        if (mark.ErasedAt is { } at)
        {
            yield return Erased.Line(ApplicationIndex.Year(BeijingTime.Day(at).Year), LineOrder.NewestFirst(at, id), new ErasedLine(
                id, programme, status, mark.Erased, at));
        }
    }
}
