using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Extending;

/// <summary>A round of corrections has more time, on the applicant's request. Why is no fact.</summary>
[ShownAs(Right.Course)]
public sealed record SupplementExtended(int Round, DateTimeOffset Due) : Fact;

/// <summary>Body of a request for more time; the page's form sends the same by fields.</summary>
/// <param name="Reason">Why; those who review the application read it.</param>
public sealed record ExtensionForm([property: TextLimit(ExtendSupplement.MaxReason, Multiline = true)] string Reason);

/// <summary>Gives a round of corrections more time on request, once a round, before its time is over.</summary>
public static class ExtendSupplement
{
    public const int MaxReason = 1000;

    /// <summary>Whether the round that is open can be given more time by its programme, and was not yet.</summary>
    public static bool IsOffered(Application application, ProgrammeDefinition definition) =>
        application is { Status: ApplicationStatus.Returned, Extension: null, Supplement.Time: not null }
        && definition.Supplement.ExtensionWorkingDays > 0;

    /// <summary>A round's due time with its extension.</summary>
    /// <param name="due">Without it.</param>
    public static DateTimeOffset Later(DateTimeOffset due, ProgrammeDefinition definition, WorkingCalendar calendar) =>
        calendar.Due(due, definition.Supplement.ExtensionWorkingDays);

    /// <summary>Granted at once; none where the same person gave the same reason in this round before.</summary>
    /// <exception cref="ProblemException">invalid-field, not-open, no-extension; checked in this order.</exception>
    public static Change<Application> Decide(
        Application application, ProgrammeDefinition definition, WorkingCalendar calendar, ExtensionForm form, string person,
        DateTimeOffset at)
    {
        var reason = PlainText.Check("reason", form.Reason ?? "", MaxReason);
        if (application.Extension is { } given && given.Reason == reason && given.By == person) return Change.None(application);
        if (application.Status != ApplicationStatus.Returned) throw ApplicationProblems.NotOpenNow(application);
        if (application.Extension is not null) throw ExtensionProblems.Used();
        if (!IsOffered(application, definition)) throw ExtensionProblems.NotOffered();
        var (round, time) = (application.Supplement.Round, application.Supplement.Time!);
        if (at >= time.Due) throw ExtensionProblems.Over(time.Due);

        // A holiday notice that has come meanwhile gives its time first.
        var counted = calendar.Due(time.From, definition.Supplement.WorkingDays);
        var due = Later(counted > time.Due ? counted : time.Due, definition, calendar);
        var later = time with { Due = due, Calendar = calendar.Edition(time.From, due) };
        return Change.To(
            application with
            {
                Supplement = application.Supplement with { Time = later },
                Extensions = [.. application.Extensions, new SupplementExtension(round, reason, person, at.ToUniversalTime(), due)],
            },
            person, new SupplementExtended(round, due));
    }

    /// <summary>For a caller who may change the application.</summary>
    /// <exception cref="ProblemException">not-found; as <see cref="Decide"/>.</exception>
    public static Task<Stored<Application>> ExtendAsync(
        this AggregateStore store, string id, Caller caller, ExtensionForm form, ProgrammeCatalogue catalogue, WorkingCalendar calendar,
        DateTimeOffset at, CancellationToken cancellation) =>
        store.ChangeApplicationAsync(id, application =>
        {
            ApplicationAccess.RequireOwn(caller, application);
            return Decide(application, catalogue.Of(application), calendar, form, caller.Id, at);
        }, cancellation);
}
