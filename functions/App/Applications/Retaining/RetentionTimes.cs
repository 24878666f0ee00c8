using FunctionsApp.City;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>What of an application is to be erased next.</summary>
/// <param name="Due">When its time is over, UTC.</param>
public sealed record DueErasure(ErasureStep Step, DateTimeOffset Due);

/// <summary>When an application's times are over.</summary>
public static class RetentionTimes
{
    /// <summary>How it ended, and when; null while it is under way.</summary>
    public static (RetainedOutcome Outcome, DateTimeOffset Since)? EndOf(Application application) =>
        application.IsAppealed || OutcomeOf(application.Status) is not { } outcome ? null
            : outcome == RetainedOutcome.Unfinished ? (outcome, LastChange(application))
            : application.DecidedAt is { } at ? (outcome, at) : null;

    /// <summary>Null while it is under way.</summary>
    public static RetainedOutcome? OutcomeOf(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => RetainedOutcome.Unfinished,
        ApplicationStatus.Withdrawn => RetainedOutcome.Withdrawn,
        ApplicationStatus.Rejected => RetainedOutcome.Rejected,
        ApplicationStatus.Approved => RetainedOutcome.Approved,
        _ => null,
    };

    /// <summary>Null where there is nothing left to erase, and while it is under way. The content goes with all of the rest.</summary>
    /// <param name="now">What is due already is one erasure.</param>
    public static DueErasure? Next(Application application, RetentionPolicy policy, DateTimeOffset now)
    {
        if (EndOf(application) is not (var outcome, var since)) return null;
        var rule = policy.Of(application.Programme, outcome);
        var (personal, content) = (After(since, rule.PersonalYears), After(since, rule.ContentYears));
        return application.Erased switch
        {
            ErasureStep.Content => null,
            ErasureStep.None when content > now => new DueErasure(ErasureStep.Personal, personal),
            _ => new DueErasure(ErasureStep.Content, content),
        };
    }

    /// <summary>From when a planned erasure may be carried out, UTC; null for a draft whose drafter was not written of it yet.</summary>
    /// <param name="from">That the drafter was written.</param>
    /// <param name="notice">For how long an erasure is announced.</param>
    public static DateTimeOffset? EarliestOf(
        ApplicationStatus status, DateTimeOffset plannedAt, DateTimeOffset? from, TimeSpan notice) =>
        status == ApplicationStatus.Draft ? from : plannedAt + notice;

    /// <summary>The first moment of the day, in Shenzhen, after the years.</summary>
    public static DateTimeOffset After(DateTimeOffset since, int years) =>
        BeijingTime.At(BeijingTime.Day(since).AddYears(years).AddDays(1), TimeOnly.MinValue).ToUniversalTime();

    /// <summary>By whatever its drafter did: also by an upload that was refused, or a sending that came to nothing.</summary>
    private static DateTimeOffset LastChange(Application draft) => draft.Slots
        .SelectMany(slot => new[] { slot.ReceivedAt, slot.ReplacedAt })
        .Append(draft.Form?.SavedAt).Append(draft.Consents?.SentAt).Append(draft.Signing?.SentAt)
        .OfType<DateTimeOffset>().Append(draft.CreatedAt).Max();
}
