using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Applications;

/// <summary>Whether an application's state is what its facts say; each feature with a part in the state registers its own.</summary>
/// <param name="Agrees">Given the state and all facts in order, without those that this version does not know.</param>
public sealed record StateCheck(Func<Application, IReadOnlyList<Fact>, bool> Agrees)
{
    /// <summary>Status, programme, organisation, sector and amount.</summary>
    public static readonly StateCheck OfApplication = new((application, facts) =>
        facts.Select(Status).LastOrDefault(status => status is not null) is { } status && status == application.Status
        && facts.OfType<ApplicationDrafted>().LastOrDefault() is { } drafted
        && drafted.Programme == application.Programme && drafted.Version == application.Version
        && drafted.Organisation == application.Applicant.Organisation.Value
        && drafted.Sector == application.Subject.Sector && drafted.Amount == application.Subject.Amount);

    private static ApplicationStatus? Status(Fact fact) => fact switch
    {
        ApplicationDrafted => ApplicationStatus.Draft,
        ApplicationSubmitted or ApplicationResubmitted => ApplicationStatus.Submitted,
        ApplicationReturned => ApplicationStatus.Returned,
        ApplicationApproved => ApplicationStatus.Approved,
        ApplicationRejected => ApplicationStatus.Rejected,
        ApplicationWithdrawn => ApplicationStatus.Withdrawn,
        _ => null,
    };
}
