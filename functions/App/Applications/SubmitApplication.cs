using System.Text.Json.Serialization;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>A document as it was submitted.</summary>
public sealed record SubmittedDocument(string Type, int Version, string Sha256);

/// <summary>The application is submitted for the first time: the review starts.</summary>
[ShownAs(Right.Course)]
public sealed record ApplicationSubmitted(string Programme, int Version, IReadOnlyList<SubmittedDocument> Documents) : Fact
{
    /// <summary>Digest of the form's answers; null where the programme asks for no form.</summary>
    public string? Form { get; init; }

    /// <summary>Documents that are to follow; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PromisedDocument>? Promised { get; init; }
}

/// <summary>The corrections of a round are submitted: the review continues.</summary>
/// <param name="Changed">Types of the documents that the round asked for.</param>
[ShownAs(Right.Course)]
public sealed record ApplicationResubmitted(int Round, IReadOnlyList<SubmittedDocument> Documents, IReadOnlyList<string> Changed) : Fact
{
    /// <inheritdoc cref="ApplicationSubmitted.Form"/>
    public string? Form { get; init; }

    /// <summary>Keys of the fields that the round asked for.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];
}

/// <summary>
/// When an application is complete, and how it is submitted: explicitly, or automatically with its last document or answer.
/// </summary>
public static class SubmitApplication
{
    /// <summary>Submits a draft, or a returned application whose corrections are made.</summary>
    /// <remarks>A field that a return names may be submitted unchanged: submitting explicitly confirms it.</remarks>
    /// <exception cref="ProblemException">not-open; guide-closed (a draft after the guide's last day); documents-missing and
    /// form-incomplete, naming them; not-eligible, with all conditions that are not met; no-signatory; no-partner-signatory.</exception>
    /// <param name="signatories">Of all that apply; null where there are none.</param>
    public static Change<Application> Decide(
        Application application, Answers answers, ProgrammeDefinition definition, string actor, DateTimeOffset at,
        Signatories? signatories = null)
    {
        if (application.Status is not (ApplicationStatus.Draft or ApplicationStatus.Returned)) throw ApplicationProblems.NotOpenNow(
            application);
        if (application.Status == ApplicationStatus.Draft) DraftApplication.RequireOpen(definition, BeijingTime.Day(at));
        var missing = Missing(application, BeijingTime.Day(at));
        if (missing.Count > 0) throw ApplicationProblems.Missing(definition, missing);
        if (application.Form is { Incomplete.Count: > 0 } form) throw ApplicationProblems.Incomplete(definition, form);
        var rules = Eligibility.Of(application, answers, definition, at);
        if (rules.Any(rule => rule.Met != true)) throw ApplicationProblems.Ineligible(rules);
        var (partners, needsSignature) = (Partners(application, answers, definition), NeedsSignature(application, definition));
        if (partners.Count == 0 && !needsSignature) return Submitted(application, actor, at);
        // What is still checked would change what is signed, or consented to.
        var pending = application.Asked.Where(slot => slot.Pending > 0).Select(slot => slot.Type).ToList();
        if (pending.Count > 0) throw ApplicationProblems.Missing(definition, pending);
        signatories ??= Signatories.None;
        if (needsSignature && signatories.Own.Count == 0) throw SigningProblems.NoSignatory.With();
        return partners.Count == 0 ? AskSigning.Decide(application, actor, at, signatories.Own)
            : AskPartners.Decide(application, answers, definition, partners, actor, at, signatories);
    }

    /// <summary>Those that are asked before the review begins; corrections ask none again.</summary>
    public static IReadOnlyList<Partner> Partners(Application application, Answers answers, ProgrammeDefinition definition) =>
        application.Status == ApplicationStatus.Draft ? NamePartners.Of(answers, definition, application.Subject.Amount) : [];

    /// <summary>Whether its organisation signs before the review begins; corrections need no other signature.</summary>
    public static bool NeedsSignature(Application application, ProgrammeDefinition definition) =>
        application.Status == ApplicationStatus.Draft && definition.Signing == SigningRule.Signatory;

    /// <summary>
    /// Adds the submission to a change of documents or of the form when that made the application complete; otherwise leaves the
    /// change as it is.
    /// </summary>
    /// <remarks>
    /// Waits while any upload is unchecked, a named field unchanged or a condition not met, and for an explicit submission where a required
    /// document's replacement was rejected, or where the organisation has to sign, or partners to consent: people decide when it is sent.
    /// The guide's deadline is kept by the beginning of uploads and the arrival of answers, not by the end of checks.
    /// </remarks>
    public static Change<Application> WhenComplete(
        Change<Application> change, Answers answers, ProgrammeDefinition definition, DateTimeOffset at)
    {
        var application = change.Next;
        if (application.Status is not (ApplicationStatus.Draft or ApplicationStatus.Returned)
            || NeedsSignature(application, definition)
            || Partners(application, answers, definition).Count > 0
            // People decide whether a promised document comes before or after.
            || (application.Status == ApplicationStatus.Draft && application.Asked.Any(slot => slot.Promise is not null))
            || Missing(application).Count > 0
            || application.Form is { IsDone: false }
            || application.Asked.Any(slot => slot.Pending > 0 || (slot.Required && slot.Reason is not null))) return change;

        var arrived = application.Asked.Where(slot => slot.Required).Select(slot => slot.BeganAt ?? slot.ReceivedAt)
            .Append(application.Form?.SavedAt).Max() ?? at;
        if (application.Status == ApplicationStatus.Draft && !definition.Guide.IsOpen(BeijingTime.Day(arrived))) return change;
        if (Eligibility.Unmet(application, answers, definition, at).Count > 0) return change;

        var submitted = Submitted(application, application.Applicant.Person, at);
        return new Change<Application>(submitted.Next, [.. change.Facts, .. submitted.Facts]);
    }

    /// <summary>Types of required documents that are not accepted or have a newer version under check, in the order of the slots; not those
    /// that are promised for later.</summary>
    /// <param name="day">In Shenzhen: a draft's promises of earlier days count no more; null to count them.</param>
    public static IReadOnlyList<string> Missing(Application application, DateOnly? day = null) =>
    [
        .. application.Asked.Where(slot => slot.Required && (slot.State != DocumentState.Accepted || slot.Pending > 0)
            && !(slot.Promise is { IsRunning: true } promise && (promise.State == PromiseState.Open || day is null || promise.By >= day)))
            .Select(slot => slot.Type),
    ];

    internal static Change<Application> Submitted(Application application, string actor, DateTimeOffset at)
    {
        List<SubmittedDocument> documents =
        [
            .. application.Asked.Where(slot => slot.State == DocumentState.Accepted).Select(slot =>
                new SubmittedDocument(slot.Type, slot.Version, slot.Sha256!)),
        ];
        Fact fact = application.Status == ApplicationStatus.Returned
            ? new ApplicationResubmitted(application.Supplement.Round, documents, application.Supplement.Documents)
            {
                Form = application.Form?.Sha256,
                ChangedFields = application.Supplement.Fields,
            }
            : new ApplicationSubmitted(application.Programme, application.Version, documents)
            {
                Form = application.Form?.Sha256, Promised = Promised(application) is { Count: > 0 } promised ? promised : null,
            };
        var next = application with
        {
            Status = ApplicationStatus.Submitted,
            SubmittedAt = application.SubmittedAt ?? at.ToUniversalTime(),
            Slots = [.. application.Slots.Select(slot => slot with { Promise = Submitted(slot) })],
            Form = application.Form?.Asking([]),
        };
        return Change.To(next, actor, fact);
    }

    private static IReadOnlyList<PromisedDocument> Promised(Application application) =>
    [
        .. application.Asked.Where(slot => slot.Promise is { State: PromiseState.Made })
            .Select(slot => new PromisedDocument(slot.Type, slot.Promise!.By)),
    ];

    /// <summary>A promise of a draft counts from now on; of a document that is not asked for there is none.</summary>
    private static Promise? Submitted(SlotState slot) => slot.Promise is not { State: PromiseState.Made } promise ? slot.Promise
        : slot.Unasked ? null : promise with { State = PromiseState.Open };
}
