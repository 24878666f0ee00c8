using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>Whose applications a caller may see.</summary>
public static class ApplicationAccess
{
    /// <summary>
    /// Own organisation's people; staff once it is submitted, district officers in their district; auditors and administrators
    /// always.
    /// </summary>
    public static bool MayRead(Caller caller, Application application)
    {
        if (IsOwn(caller, application) || caller.Is(Role.Auditor) || caller.Is(Role.Administrator)) return true;
        if (application.SubmittedAt is null) return false;
        return caller.Is(Role.DepartmentOfficer) || caller.Is(Role.LeadingGroup) || caller.Is(Role.Expert) || caller.Is(Role.Publisher)
            || (caller.Is(Role.DistrictOfficer) && (caller.District is null || caller.District == application.Applicant.District));
    }

    /// <summary>The application, for a caller who may see it.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or not for this caller.</exception>
    public static async Task<Stored<Application>> GetReadableAsync(this AggregateStore store, string id, Caller caller,
        CancellationToken cancellation)
    {
        var application = await store.GetApplicationAsync(id, cancellation);
        return MayRead(caller, application.State) ? application : throw PlatformProblems.NotFound.With();
    }

    /// <summary>The application, for its own organisation's people.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or another organisation's.</exception>
    public static async Task<Stored<Application>> GetOwnAsync(this AggregateStore store, string id, Caller caller,
        CancellationToken cancellation)
    {
        var application = await store.GetApplicationAsync(id, cancellation);
        RequireOwn(caller, application.State);
        return application;
    }

    /// <exception cref="ProblemException">not-found: it is another organisation's.</exception>
    public static void RequireOwn(Caller caller, Application application)
    {
        if (!IsOwn(caller, application)) throw PlatformProblems.NotFound.With();
    }

    private static bool IsOwn(Caller caller, Application application) => caller.Organisation is not null
        && caller.Organisation == application.Applicant.Organisation;
}
