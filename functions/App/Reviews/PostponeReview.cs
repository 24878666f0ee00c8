using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>Gives a review's round of corrections the time of the calendar as it is now, and writes to the applicant.</summary>
public sealed class PostponeReview(
    AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, LetterSender letters, TimeProvider time)
{
    /// <summary>True while a round that has more time than it began with waits for corrections. Safe to run twice.</summary>
    public async Task<bool> RunAsync(string applicationId, CancellationToken cancellation)
    {
        var application = (await store.ChangeApplicationAsync(
            applicationId, current => PostponeSupplement.Decide(current, catalogue.Of(current), calendar), cancellation)).State;
        if (application is not { Status: ApplicationStatus.Returned, Supplement.Time: { } round }) return false;
        // An extension has a letter of its own, which names the time of an earlier notice, too.
        if (round.Promised is not null && application.Extension?.Due != round.Due) await letters.SendAsync(
            ReviewLetters.Postponed(application, catalogue.Of(application), application.Supplement.Round, round.Due), cancellation);
        return HasMore(application, time.GetUtcNow());
    }

    /// <summary>Whether a round that a notice or an extension made later has time left; a difference of clocks counts as none.</summary>
    internal static bool HasMore(Application application, DateTimeOffset now) =>
        application is { Status: ApplicationStatus.Returned, Supplement.Time: { } round }
        && (round.Promised is not null || application.Extension is not null) && round.Due - now > PostponeAssignments.Shortest;
}
