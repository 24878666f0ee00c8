using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>Whether an application's state is what its facts say; each feature with a part in the state registers its own.</summary>
/// <param name="Agrees">Given the state and all facts in order, without those that this version does not know.</param>
public sealed record StateCheck(Func<ApplicationForm, IReadOnlyList<Fact>, bool> Agrees)
{
    /// <summary>Whatever of the application, its form and its answers a fact has recorded.</summary>
    public static readonly StateCheck OfApplication = new((state, facts) =>
        facts.Select(Status).LastOrDefault(status => status is not null) == state.Application.Status
        && IsDrafted(state.Application, facts)
        && facts.All(fact => IsAbout(state.Application, fact))
        && IsReturned(state.Application.Supplement, facts)
        && state.Application.Extensions.Select(extension => (extension.Round, extension.Due)).SequenceEqual(
            facts.OfType<SupplementExtended>().Select(fact => (fact.Round, fact.Due)))
        && IsSubmitted(state.Application, facts)
        && IsPromised(state.Application, facts)
        && IsConsented(state.Application.Consents, facts)
        && IsSigned(state.Application.Signing, facts)
        && IsAnswered(state, facts));

    private static bool IsDrafted(Application application, IReadOnlyList<Fact> facts) =>
        facts.OfType<ApplicationDrafted>().LastOrDefault() is { } drafted
        && drafted.Programme == application.Programme && drafted.Version == application.Version
        && drafted.Organisation == application.Applicant.Organisation.Value && drafted.District == application.Applicant.District
        && drafted.Sector == application.Subject.Sector && drafted.Amount == application.Subject.Amount;

    private static bool IsAbout(Application application, Fact fact) => fact switch
    {
        ApplicationSubmitted submitted => submitted.Programme == application.Programme && submitted.Version == application.Version,
        // Of an application that is under review again, corrections may have followed the first rejection.
        ApplicationRejected rejected => rejected.Programme == application.Programme
            && (rejected.Round == application.Supplement.Round || application.Appeal is { Ruling: AppealRuling.Upheld }),
        ApplicationApproved approved =>
            approved.Programme == application.Programme && approved.Organisation == application.Applicant.Organisation.Value
            && approved.Sector == application.Subject.Sector && approved.Title == application.Subject.Title,
        _ => true,
    };

    private static bool IsReturned(Supplement supplement, IReadOnlyList<Fact> facts) =>
        facts.OfType<ApplicationReturned>().LastOrDefault() is { } returned
            ? supplement.Round == returned.Round && supplement.Documents.SequenceEqual(returned.Documents)
                && supplement.Fields.SequenceEqual(returned.Fields)
                && supplement.Time?.Due == facts.Select(fact => Due(fact, returned.Round)).LastOrDefault(due => due is not null)
            : supplement is { Round: 0, Items.Count: 0, Time: null };

    private static DateTimeOffset? Due(Fact fact, int round) => fact switch
    {
        ApplicationReturned returned when returned.Round == round => returned.Due,
        SupplementPostponed postponed when postponed.Round == round => postponed.Due,
        SupplementExtended extended when extended.Round == round => extended.Due,
        _ => null,
    };

    private static bool IsSubmitted(Application application, IReadOnlyList<Fact> facts)
    {
        // A return empties slots, and an upload that was under way may be accepted after the submission, as a later version.
        var last = facts.LastOrDefault(fact => fact is ApplicationSubmitted or ApplicationResubmitted or ApplicationReturned);
        return Documents(last).All(document => application.Slot(document.Type) is { State: DocumentState.Accepted } slot
            && (slot.Version > document.Version || (slot.Version == document.Version && slot.Sha256 == document.Sha256)));
    }

    private static bool IsPromised(Application application, IReadOnlyList<Fact> facts)
    {
        var expected = new Dictionary<string, Promise>();
        foreach (var fact in facts)
        {
            // A draft's promise ends with its document; a submitted one's with what is recorded of it, or with a return.
            if (fact is DocumentPromised { By: { } by } made) expected[made.Type] = new Promise(by);
            if (fact is DocumentPromised { By: null } back) expected.Remove(back.Type);
            if (fact is PromiseKept kept && expected.TryGetValue(kept.Type, out var open))
            {
                expected[kept.Type] = open with { State = PromiseState.Kept };
            }

            if (fact is PromiseBroken broken) expected[broken.Type] = new Promise(broken.By, PromiseState.Broken);
        }

        return application.Slots.Where(slot => slot.Promise is not null).All(slot =>
            expected.TryGetValue(slot.Type, out var promise) && promise.By == slot.Promise!.By
            && (promise.State == slot.Promise.State || (promise.State == PromiseState.Made && slot.Promise.IsRunning)));
    }

    private static bool IsConsented(ConsentRound? round, IReadOnlyList<Fact> facts)
    {
        if (facts.OfType<PartnersAsked>().LastOrDefault() is not { } asked) return round is null;
        var closed = facts.OfType<ConsentClosed>().LastOrDefault(fact => fact.Round == asked.Round);
        var consented = facts.OfType<PartnerConsented>().Where(fact => fact.Round == asked.Round).Select(fact => fact.Organisation);
        return round is not null && (round.Round, round.Content) == (asked.Round, asked.Content)
            && asked.Kept.Concat(consented).ToHashSet().SetEquals(
                AskPartners.Codes(round.Partners.Where(each => each.State == ConsentState.Consented)))
            && asked.Asked.Concat(asked.Kept).ToHashSet().SetEquals(AskPartners.Codes(round.Partners))
            && round.EndedBy == closed?.Organisation
            && round.Outcome == (closed?.Outcome ?? (round.Asked.Count == 0 ? ConsentOutcome.Agreed : null));
    }

    private static bool IsSigned(SigningRound? signing, IReadOnlyList<Fact> facts) => facts.LastOrDefault(fact =>
        fact is SigningRequested or ApplicationSigned or SigningClosed) switch
    {
        null => signing is null,
        SigningRequested asked => signing is { Outcome: null } && (asked.Round, asked.Content) == (signing.Round, signing.Content),
        ApplicationSigned signed => signing is { Outcome: SigningOutcome.Signed }
            && (signed.Round, signed.Content) == (signing.Round, signing.Content),
        SigningClosed closed => signing is { Outcome: { } outcome } && (closed.Round, closed.Outcome) == (signing.Round, outcome),
        _ => false,
    };

    private static bool IsAnswered(ApplicationForm state, IReadOnlyList<Fact> facts)
    {
        if (state.Application.Form is not { } form) return state.Answers.IsEmpty && facts.All(fact => Form(fact) is null);
        var saved = facts.OfType<FormSaved>().LastOrDefault();
        if (state.Application.Erased != ErasureStep.None) return saved is null || form.Sha256 == Recorded(facts);
        return form.Sha256 == (Recorded(facts) ?? Answers.None.Digest(form.Salt))
            && form.Sha256 == state.Answers.Digest(form.Salt)
            && (saved is null || saved.Complete == (form.Incomplete.Count == 0));
    }

    private static IReadOnlyList<SubmittedDocument> Documents(Fact? fact) => fact switch
    {
        ApplicationSubmitted submitted => submitted.Documents,
        ApplicationResubmitted resubmitted => resubmitted.Documents,
        _ => [],
    };

    private static string? Recorded(IReadOnlyList<Fact> facts) => facts.Select(Form).LastOrDefault(digest => digest is not null);

    private static string? Form(Fact fact) => fact switch
    {
        FormSaved saved => saved.Sha256,
        ApplicationSubmitted submitted => submitted.Form,
        ApplicationResubmitted resubmitted => resubmitted.Form,
        _ => null,
    };

    private static ApplicationStatus? Status(Fact fact) => fact switch
    {
        ApplicationDrafted or ConsentClosed or SigningClosed => ApplicationStatus.Draft,
        PartnersAsked => ApplicationStatus.Consenting,
        SigningRequested => ApplicationStatus.Signing,
        ApplicationSubmitted or ApplicationResubmitted or ApplicationReopened => ApplicationStatus.Submitted,
        ApplicationReturned => ApplicationStatus.Returned,
        ApplicationApproved => ApplicationStatus.Approved,
        ApplicationRejected => ApplicationStatus.Rejected,
        ApplicationWithdrawn => ApplicationStatus.Withdrawn,
        _ => null,
    };
}
