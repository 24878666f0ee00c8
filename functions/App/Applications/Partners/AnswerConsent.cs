using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Partners;

public enum ConsentDecision
{
    Consent,

    /// <summary>Back to the drafters, with reasons.</summary>
    Refuse,
}

/// <summary>Body of a partner's answer; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Comment">The reasons; required with Refuse.</param>
public sealed record ConsentForm(
    string? Token,
    ConsentDecision? Decision,
    [property: TextLimit(AnswerConsent.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null) : IAnswer;

/// <summary>A partner consented to the application as it was sent, and to its own role and share.</summary>
/// <param name="Organisation">Its credit code.</param>
/// <param name="Content">What was sent, see <see cref="ContentDigest"/>.</param>
[ShownAs(Right.Course)]
public sealed record PartnerConsented(int Round, string Organisation, string Content) : Fact;

/// <summary>The asking of the partners ended without the consent of all.</summary>
/// <param name="Organisation">Credit code of the partner that refused or did not answer; null for none.</param>
/// <param name="Unanswered">Credit codes of those that were asked and had not consented.</param>
[ShownAs(Right.Course)]
public sealed record ConsentClosed(int Round, ConsentOutcome Outcome, string? Organisation, IReadOnlyList<string> Unanswered) : Fact;

/// <summary>Takes a partner's answer: the last consent sends the application on, a refusal opens the draft again.</summary>
public static class AnswerConsent
{
    public const int MaxComment = 1000;

    /// <param name="organisation">Credit code of the partner, which is asked now.</param>
    /// <param name="signatories">User ids of the applicant's signatories.</param>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<SigningState> Decide(
        SigningState state, string organisation, ConsentForm form, Answering by, ProgrammeDefinition definition,
        IReadOnlySet<string> signatories)
    {
        if (form.Decision is not { } decision || !Enum.IsDefined(decision))
        {
            throw PlatformProblems.Invalid("decision", "应为同意或不同意", "must be Consent or Refuse");
        }

        var comment = Comment(form);
        if (comment is not null) PlainText.Check("comment", comment, MaxComment);
        if (decision == ConsentDecision.Refuse && comment is null)
        {
            throw PlatformProblems.Invalid("comment", "请填写不同意的原因", "give the reasons of a refusal");
        }

        var round = state.Application.Consents!;
        var answered = round.Of(organisation)! with { Person = by.Person, AnsweredAt = by.At.ToUniversalTime(), Reason = comment };
        if (decision == ConsentDecision.Refuse)
        {
            var refused = round.With(answered with { State = ConsentState.Refused });
            return Close(state, refused, ConsentOutcome.Refused, by.Person, organisation);
        }

        var consented = Change.To(
            state.Application with { Consents = round.With(answered with { State = ConsentState.Consented }) }, by.Person,
            new PartnerConsented(round.Round, organisation, round.Content));
        var change = AskPartners.Agreed(consented, definition, by.At, signatories);
        return new Change<SigningState>(state with { Application = change.Next }, change.Facts);
    }

    /// <summary>Whether the partner answers the same again.</summary>
    public static bool IsSame(PartnerConsent earlier, ConsentForm form) =>
        earlier.Reason == Comment(form) && earlier.State == form.Decision switch
        {
            ConsentDecision.Consent => ConsentState.Consented,
            ConsentDecision.Refuse => ConsentState.Refused,
            _ => ConsentState.Asked,
        };

    /// <summary>Makes it a draft again, and closes what is asked of the other partners.</summary>
    /// <param name="organisation">That refused or did not answer; null for none.</param>
    internal static Change<SigningState> Close(
        SigningState state, ConsentRound round, ConsentOutcome outcome, string actor, string? organisation = null)
    {
        var change = Closed(state.Application, round, outcome, actor, organisation);
        return new Change<SigningState>(state with { Application = change.Next }, change.Facts).WithoutOpen();
    }

    /// <inheritdoc cref="Close"/>
    internal static Change<Application> Closed(
        Application application, ConsentRound round, ConsentOutcome outcome, string actor, string? organisation = null) => Change.To(
            application with
            {
                Status = ApplicationStatus.Draft, Consents = round with { Outcome = outcome, EndedBy = organisation },
            },
            actor,
            new ConsentClosed(round.Round, outcome, organisation, AskPartners.Codes(
                round.Partners.Where(each => each.State != ConsentState.Consented))));

    private static string? Comment(ConsentForm form) => PlainText.KeptOrNull(form.Comment);
}
