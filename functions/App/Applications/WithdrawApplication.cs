using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>The applicant took the application back: the review ends.</summary>
[ShownAs(Right.Course)]
public sealed record ApplicationWithdrawn : Fact;

/// <summary>Takes an application back.</summary>
public static class WithdrawApplication
{
    /// <summary>Withdrawn already: nothing happens.</summary>
    /// <exception cref="ProblemException">not-open: it is decided.</exception>
    public static Change<Application> Decide(Application application, string actor, DateTimeOffset at)
    {
        if (application.Status == ApplicationStatus.Withdrawn) return Change.None(application);
        if (application.IsOver) throw ApplicationProblems.NotOpenNow(application);
        return Change.To(application with { Status = ApplicationStatus.Withdrawn, DecidedAt = at.ToUniversalTime() }, actor,
            new ApplicationWithdrawn());
    }
}
