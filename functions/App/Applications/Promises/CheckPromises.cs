using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Promises;

/// <summary>A promised document was accepted in time.</summary>
[ShownAs(Right.DocumentNames)]
public sealed record PromiseKept(string Type) : Fact;

/// <summary>A promised document did not come in time; later applications of the organisation are judged by it.</summary>
/// <param name="Organisation">Credit code of the applicant.</param>
[ShownAs(Right.Course)]
public sealed record PromiseBroken(string Type, DateOnly By, string Organisation) : Fact;

/// <summary>Reminds of promises that are due soon, and ends those whose time is over.</summary>
public static class CheckPromises
{
    /// <summary>Working days before the last one on which the applicant is reminded.</summary>
    public const int ReminderWorkingDays = 2;

    /// <summary>Between two looks at a document that arrived in time and is still being checked.</summary>
    private static readonly TimeSpan Check = TimeSpan.FromHours(1);

    /// <summary>After the end of a promise: longer than its last document is checked.</summary>
    private static readonly TimeSpan Reported = TimeSpan.FromDays(30);

    /// <summary>None where no time is over, and once the review is.</summary>
    public static Change<Application> Decide(Application application, DateTimeOffset at)
    {
        var broken = Open(application).Where(slot => IsOver(slot, at)).ToList();
        var next = broken.Aggregate(application, (state, slot) =>
            state.With(slot with { Promise = slot.Promise! with { State = PromiseState.Broken } }));
        return Change.To(next, nameof(CheckPromisesActivity), broken.Select(slot =>
            new PromiseBroken(slot.Type, slot.Promise!.By, application.Applicant.Organisation.Value)));
    }

    /// <summary>The next moment at which something may be to do; null where nothing is promised any more.</summary>
    public static DateTimeOffset? Next(Application application, DateTimeOffset at, WorkingCalendar calendar) => Open(application)
        .SelectMany(slot => new[] { RemindAt(slot.Promise!, calendar), slot.Promise!.Due, slot.Promise!.Due <= at ? at + Check : null })
        .Where(moment => moment > at).Min();

    /// <summary>Promised documents of which the applicant is reminded by now.</summary>
    public static IReadOnlyList<PromisedDocument> ToRemind(Application application, DateTimeOffset at, WorkingCalendar calendar) =>
        [.. Open(application).Where(slot => RemindAt(slot.Promise!, calendar) <= at && slot.Promise!.Due > at)
            .Select(slot => new PromisedDocument(slot.Type, slot.Promise!.By))];

    /// <summary>Promised documents that did not come, of which the applicant is written: once, since the letter has one id.</summary>
    /// <remarks>The next promise may be due in months, when it is not remembered that the letter went out.</remarks>
    public static IReadOnlyList<PromisedDocument> ToReport(Application application, DateTimeOffset at) =>
        [.. application.Slots.Where(slot => slot.Promise is { State: PromiseState.Broken } promise && promise.Due > at - Reported)
            .Select(slot => new PromisedDocument(slot.Type, slot.Promise!.By))];

    internal static IEnumerable<SlotState> Open(Application application) =>
        application.Status is not (ApplicationStatus.Submitted or ApplicationStatus.Returned) ? []
        : application.Asked.Where(slot => slot.Promise is { State: PromiseState.Open });

    private static DateTimeOffset? RemindAt(Promise promise, WorkingCalendar calendar) =>
        BeijingTime.At(calendar.Subtract(promise.By, ReminderWorkingDays), new TimeOnly(9, 0)).ToUniversalTime();

    // What arrived in time is checked first.
    private static bool IsOver(SlotState slot, DateTimeOffset at) => slot.Promise!.Due <= at && slot.Pending == 0;
}

public sealed class CheckPromisesActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, LetterSender letters)
{
    /// <summary>Reminds, ends what is over, and answers when to look again; null for never. Safe to run twice.</summary>
    [Function(nameof(CheckPromisesActivity))]
    public async Task<DateTimeOffset?> RunAsync([ActivityTrigger] PromiseCheck check, CancellationToken cancellation)
    {
        var application = (await store.ChangeApplicationAsync(
            check.ApplicationId, state => CheckPromises.Decide(state, check.At), cancellation)).State;
        var definition = catalogue.Of(application);
        foreach (var promised in CheckPromises.ToRemind(application, check.At, calendar))
        {
            await letters.SendAsync(PromiseLetters.Reminder(application, definition, promised), cancellation);
        }

        foreach (var promised in CheckPromises.ToReport(application, check.At))
        {
            await letters.SendAsync(PromiseLetters.Broken(application, definition, promised), cancellation);
        }

        return CheckPromises.Next(application, check.At, calendar);
    }
}
