using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Retention;

/// <summary>How long one application is kept.</summary>
/// <param name="Outcome">Null while it is under way.</param>
/// <param name="Erased">What of it is erased.</param>
/// <param name="ErasedAt">UTC; null where nothing is.</param>
/// <param name="IsDeleting">Its files are to be deleted from storage yet.</param>
/// <param name="Hold">Null for none.</param>
/// <param name="Planned">What is announced; null for nothing.</param>
/// <param name="Next">What the policy erases next, without a hold; null for nothing, and while it is under way.</param>
public sealed record RetentionView(
    string Application, RetainedOutcome? Outcome, ErasureStep Erased, DateTimeOffset? ErasedAt, bool IsDeleting, LegalHold? Hold,
    PlannedErasure? Planned, DueErasure? Next)
{
    public static RetentionView Of(Application application, RetentionPolicy policy, DateTimeOffset now)
    {
        var mark = application.Retention ?? RetentionMark.None;
        return new RetentionView(
            application.Id, RetentionTimes.EndOf(application)?.Outcome, mark.Erased, mark.ErasedAt, mark.IsDeleting, mark.Hold,
            mark.Planned, RetentionTimes.Next(application, policy, now));
    }
}

/// <summary>What the retention policy has done, and is about to do.</summary>
/// <param name="Erases">Whether erasures are carried out; otherwise they are announced alone.</param>
/// <param name="NoticeDays">Days between the announcement and the erasure.</param>
/// <param name="Planned">The oldest plan first.</param>
/// <param name="Held">Legal holds, the newest first.</param>
/// <param name="Year">Of <paramref name="Erased"/>.</param>
/// <param name="Erased">Applications of which something was erased in the year, the newest first.</param>
public sealed record RetentionReport(
    RetentionPolicy Policy, bool Erases, int NoticeDays, Page<ErasureLine> Planned, Page<HoldLine> Held, int Year, Page<ErasedLine> Erased);
