using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Applications;

/// <summary>Names of the facts of Applications.</summary>
public static class ApplicationFacts
{
    public const string Drafted = "ApplicationDrafted";
    public const string Submitted = "ApplicationSubmitted";
    public const string Resubmitted = "ApplicationResubmitted";
    public const string Withdrawn = "ApplicationWithdrawn";
    public const string Returned = "ApplicationReturned";
    public const string Approved = "ApplicationApproved";
    public const string Rejected = "ApplicationRejected";
}

/// <summary>Data of ApplicationDrafted.</summary>
public sealed record ApplicationDraft(string Programme, int Version, string Organisation, string District, string Sector, decimal Amount);

/// <summary>A document as it was handed in.</summary>
/// <param name="Blob">Name in the container of accepted documents.</param>
public sealed record SubmittedDocument(string Type, int Version, string Sha256, string Blob);

/// <summary>Data of ApplicationSubmitted and ApplicationResubmitted: everything a review needs.</summary>
/// <param name="Name">Of the programme.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="Applicant">User id.</param>
/// <param name="Round">0 at first, then the supplement round that is answered.</param>
/// <param name="Changed">Types of the documents that this round corrected; empty at first.</param>
public sealed record ApplicationSubmission(
    string Id,
    string Programme,
    int Version,
    LocalizedText Name,
    string Organisation,
    string District,
    string Sector,
    string Title,
    decimal Amount,
    int Round,
    string Applicant,
    IReadOnlyList<SubmittedDocument> Documents,
    IReadOnlyList<string> Changed);

/// <summary>Data of ApplicationReturned, ApplicationApproved, ApplicationRejected and ApplicationWithdrawn.</summary>
/// <param name="Name">Of the programme.</param>
/// <param name="Outcome">The status that it has now.</param>
/// <param name="Round">The supplement round: the one that begins, for a return.</param>
/// <param name="Documents">Types of the documents that a return asks for; empty otherwise.</param>
public sealed record ApplicationOutcome(
    string Programme,
    int Version,
    LocalizedText Name,
    string Sector,
    string Title,
    string Organisation,
    ApplicationStatus Outcome,
    int Round,
    IReadOnlyList<string> Documents)
{
    public static ApplicationOutcome Of(Application application, LocalizedText name) => new(
        application.Programme, application.Version, name, application.Sector, application.Title, application.Organisation,
        application.Status, application.Round, [.. application.Returned.Select(item => item.Document)]);
}
