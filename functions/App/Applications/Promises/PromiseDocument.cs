using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Promises;

/// <summary>A promise to bring a document after the submission.</summary>
/// <param name="By">Last day, in Shenzhen; null takes the promise back.</param>
public sealed record PromiseRequest(DateOnly? By);

/// <summary>A drafter promised a document for after the submission, or took the promise back.</summary>
/// <param name="By">Last day, in Shenzhen; null where it was taken back.</param>
[ShownAs(Right.DocumentNames)]
public sealed record DocumentPromised(string Type, DateOnly? By) : Fact;

/// <summary>Promises a required document of a draft, which may then be submitted without it (容缺受理).</summary>
public static class PromiseDocument
{
    /// <summary>None where the same is promised already.</summary>
    /// <exception cref="ProblemException">not-open: no draft; cannot-follow; invalid-field, with the days that it may be.</exception>
    public static Change<Application> Decide(
        Application application, ProgrammeDefinition definition, string type, DateOnly? by, string actor, DateTimeOffset at,
        WorkingCalendar calendar)
    {
        if (application.Status != ApplicationStatus.Draft) throw ApplicationProblems.NotOpenNow(application);
        if (definition.Slot(type) is not { MayFollow: { } rule } || application.Slot(type) is not { Unasked: false, Required: true } slot
            || slot.State == DocumentState.Accepted)
        {
            throw PromiseProblems.CannotFollow.With();
        }

        var (first, last) = Days(rule, at, calendar);
        if (by is { } day && (day < first || day > last))
        {
            var (from, to) = (BeijingTime.Text(first), BeijingTime.Text(last));
            throw PlatformProblems.Invalid("by", $"应为 {from} 至 {to}", $"must be {from} to {to}");
        }

        if (slot.Promise?.By == by) return Change.None(application);
        var promised = slot with { Promise = by is { } until ? new Promise(until) : null };
        return Change.To(application.With(promised), actor, new DocumentPromised(type, by));
    }

    /// <summary>The first and the last day that may be promised now.</summary>
    public static (DateOnly First, DateOnly Last) Days(FollowRule rule, DateTimeOffset at, WorkingCalendar calendar)
    {
        var today = BeijingTime.Day(at);
        return (today.AddDays(1), calendar.Add(today, rule.WorkingDays));
    }
}
