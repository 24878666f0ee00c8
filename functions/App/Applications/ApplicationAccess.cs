using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications;

/// <summary>Whose applications a caller may see.</summary>
public static class ApplicationAccess
{
    /// <summary>Own organisation's people; staff once it is handed in, district officers in their district; auditors and administrators always.</summary>
    public static bool MayRead(Caller caller, Application application)
    {
        if (IsOwn(caller, application) || caller.Is(Role.Auditor) || caller.Is(Role.Administrator)) return true;
        if (application.SubmittedAt is null) return false;
        return caller.Is(Role.DepartmentOfficer) || caller.Is(Role.LeadingGroup) || caller.Is(Role.Expert) || caller.Is(Role.Publisher)
            || (caller.Is(Role.DistrictOfficer) && (caller.District is null || caller.District == application.District));
    }

    /// <summary>The application, for a caller who may see it.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or not for this caller.</exception>
    public static async Task<Application> GetReadableAsync(this ApplicationPartition partition, string id, Caller caller, CancellationToken cancellation)
    {
        var application = await partition.GetAsync(id, cancellation);
        return MayRead(caller, application) ? application : throw PlatformProblems.NotFound.With();
    }

    /// <summary>The application, for its own organisation's people.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or another organisation's.</exception>
    public static async Task<Application> GetOwnAsync(this ApplicationPartition partition, string id, Caller caller, CancellationToken cancellation)
    {
        var application = await partition.GetAsync(id, cancellation);
        return IsOwn(caller, application) ? application : throw PlatformProblems.NotFound.With();
    }

    private static bool IsOwn(Caller caller, Application application) => caller.Organisation is not null && caller.Organisation == application.Organisation;
}
