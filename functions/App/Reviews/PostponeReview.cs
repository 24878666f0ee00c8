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
    /// <summary>True while a round that has more time than was promised waits for corrections. Safe to run twice.</summary>
    public async Task<bool> RunAsync(string applicationId, CancellationToken cancellation)
    {
        var application = (await store.ChangeApplicationAsync(
            applicationId, current => PostponeSupplement.Decide(current, catalogue.Of(current), calendar), cancellation)).State;
        if (application is not { Status: ApplicationStatus.Returned, Supplement.Time: { Promised: not null } round }) return false;
        await letters.SendAsync(
            ReviewLetters.Postponed(application, catalogue.Of(application), application.Supplement.Round, round.Due), cancellation);
        return round.Due - time.GetUtcNow() > PostponeAssignments.Shortest;
    }
}
