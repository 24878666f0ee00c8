using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>When an application is whole, and how it is handed in: by word or by its last document.</summary>
public static class Submission
{
    /// <summary>Hands in a draft, or a returned application whose corrections are made.</summary>
    /// <exception cref="ProblemException">not-open; guide-closed (a draft after the guide's last day); documents-missing, naming them.</exception>
    public static ApplicationChange Submit(Application application, ProgrammeDefinition definition, string actor, DateTimeOffset at)
    {
        if (application.Status is not (ApplicationStatus.Draft or ApplicationStatus.Returned)) throw ApplicationProblems.NotOpenNow(application);
        if (application.Status == ApplicationStatus.Draft) Drafting.RequireOpen(definition, BeijingTime.Day(at));
        var missing = Missing(application);
        if (missing.Count > 0) throw ApplicationProblems.Missing(definition, missing);
        return Handed(application, definition, actor, at);
    }

    /// <summary>Adds the handing-in to a change of documents when that made the application whole; otherwise leaves the change as it is.</summary>
    /// <remarks>
    /// Waits while any upload is unchecked, and for a word of the applicant where a required document's replacement was rejected.
    /// The guide's deadline is kept by the documents' arrival, not by the end of their checks.
    /// </remarks>
    public static ApplicationChange WhenWhole(ApplicationChange change, ProgrammeDefinition definition, string actor, DateTimeOffset at)
    {
        var application = change.Next;
        if (application.Status is not (ApplicationStatus.Draft or ApplicationStatus.Returned)
            || Missing(application).Count > 0
            || application.Slots.Any(slot => slot.Pending > 0 || (slot.Required && slot.Reason is not null))) return change;

        var arrived = application.Slots.Where(slot => slot.Required).Max(slot => slot.ReceivedAt) ?? at;
        if (application.Status == ApplicationStatus.Draft && !definition.Guide.IsOpen(BeijingTime.Day(arrived))) return change;

        var handed = Handed(application, definition, actor, at);
        return change with { Next = handed.Next, Facts = [.. change.Facts, .. handed.Facts] };
    }

    /// <summary>Types of required documents that are not accepted or have a newer version under check, in the order of the slots.</summary>
    public static IReadOnlyList<string> Missing(Application application) =>
        [.. application.Slots.Where(slot => slot.Required && (slot.State != DocumentState.Accepted || slot.Pending > 0)).Select(slot => slot.Type)];

    /// <summary>Takes an application back. Withdrawn already: nothing happens.</summary>
    /// <exception cref="ProblemException">not-open: it is decided.</exception>
    public static ApplicationChange Withdraw(Application application, ProgrammeDefinition definition, string actor, DateTimeOffset at)
    {
        if (application.Status == ApplicationStatus.Withdrawn) return ApplicationChange.None(application);
        if (application.IsOver) throw ApplicationProblems.NotOpenNow(application);
        var next = application with { Status = ApplicationStatus.Withdrawn, DecidedAt = at.ToUniversalTime() };
        return new ApplicationChange(next, new NewFact(ApplicationFacts.Withdrawn, actor, ApplicationOutcome.Of(next, definition.Name)));
    }

    private static ApplicationChange Handed(Application application, ProgrammeDefinition definition, string actor, DateTimeOffset at)
    {
        var again = application.Status == ApplicationStatus.Returned;
        var data = new ApplicationSubmission(
            application.Id, application.Programme, application.Version, definition.Name, application.Organisation, application.District,
            application.Sector, application.Title, application.Amount, application.Round, application.Applicant,
            [.. application.Slots.Where(slot => slot.State == DocumentState.Accepted).Select(slot => new SubmittedDocument(slot.Type, slot.Version, slot.Sha256!, slot.Blob!))],
            [.. application.Returned.Select(item => item.Document)]);
        var next = application with
        {
            Status = ApplicationStatus.Submitted,
            SubmittedAt = application.SubmittedAt ?? at.ToUniversalTime(),
            Returned = [],
        };
        return new ApplicationChange(next, new NewFact(again ? ApplicationFacts.Resubmitted : ApplicationFacts.Submitted, actor, data));
    }
}
