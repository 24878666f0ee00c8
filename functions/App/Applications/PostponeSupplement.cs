using FunctionsApp.Applications.Extending;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>A round of corrections has more time: a holiday notice was entered or amended after it began.</summary>
[ShownAs(Right.Course)]
public sealed record SupplementPostponed(int Round, DateTimeOffset Due) : Fact;

/// <summary>Gives a round of corrections the time of the calendar as it is now.</summary>
public static class PostponeSupplement
{
    /// <summary>None where the round is over, was counted by the same notices, or would not become later.</summary>
    public static Change<Application> Decide(Application application, ProgrammeDefinition definition, WorkingCalendar calendar)
    {
        if (application is not { Status: ApplicationStatus.Returned, Supplement: { Time: { } time } supplement }
            || calendar.IsCurrent(time.Calendar)) return Change.None(application);
        var due = calendar.Due(time.From, definition.Supplement.WorkingDays);
        if (application.Extension is not null) due = ExtendSupplement.Later(due, definition, calendar);
        if (due <= time.Due) return Change.None(application);
        var later = time with { Due = due, Calendar = calendar.Edition(time.From, due), Promised = time.Promised ?? time.Due };
        return Change.To(
            application with { Supplement = supplement with { Time = later } }, nameof(PostponeSupplement),
            new SupplementPostponed(supplement.Round, due));
    }
}
