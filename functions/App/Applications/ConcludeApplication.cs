using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>The review approved the application.</summary>
/// <param name="Name">Of the programme.</param>
/// <param name="Organisation">Credit code.</param>
[ShownAs(Right.Course)]
public sealed record ApplicationApproved(string Programme, LocalizedText Name, string Sector, string Title, string Organisation) : Fact;

/// <summary>The review rejected the application, or its corrections did not come in time.</summary>
/// <param name="Round">The supplement round in which it ended.</param>
[ShownAs(Right.Course)]
public sealed record ApplicationRejected(string Programme, int Round) : Fact;

/// <summary>How a review ends an application. Each is done once: again, or after a withdrawal, changes nothing.</summary>
public static class ConcludeApplication
{
    /// <exception cref="InvalidOperationException">It is neither submitted nor approved nor withdrawn.</exception>
    public static Change<Application> Approve(Application application, ProgrammeDefinition definition, string actor, DateTimeOffset at) =>
        Conclude(
        application,
        ApplicationStatus.Approved,
        [ApplicationStatus.Submitted],
        new ApplicationApproved(application.Programme, definition.Name, application.Subject.Sector, application.Subject.Title,
            application.Applicant.Organisation.Value),
        actor,
        at);

    /// <summary>Also ends a returned application whose round ran out.</summary>
    /// <exception cref="InvalidOperationException">It is neither submitted, returned, rejected nor withdrawn.</exception>
    public static Change<Application> Reject(Application application, string actor, DateTimeOffset at) => Conclude(
        application,
        ApplicationStatus.Rejected,
        [ApplicationStatus.Submitted, ApplicationStatus.Returned],
        new ApplicationRejected(application.Programme, application.Supplement.Round),
        actor,
        at);

    private static Change<Application> Conclude(
        Application application, ApplicationStatus outcome, ReadOnlySpan<ApplicationStatus> from, Fact fact, string actor,
            DateTimeOffset at)
    {
        if (application.Status == outcome || application.Status == ApplicationStatus.Withdrawn) return Change.None(application);
        if (!from.Contains(application.Status)) throw new InvalidOperationException(
            $"Application {application.Id} is {application.Status} and cannot become {outcome}.");
        return Change.To(application with { Status = outcome, DecidedAt = at.ToUniversalTime() }, actor, fact);
    }
}
