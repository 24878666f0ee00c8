using FunctionsApp.Applications.Signing;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Partners;

/// <summary>The application is complete, and its partners are asked to consent; until then its content stays as it is.</summary>
/// <param name="Content">What was sent, see <see cref="ContentDigest"/>.</param>
/// <param name="Asked">Credit codes of those that are asked.</param>
/// <param name="Kept">Credit codes of those whose earlier consent still counts.</param>
[ShownAs(Right.Course)]
public sealed record PartnersAsked(int Round, string Content, IReadOnlyList<string> Asked, IReadOnlyList<string> Kept) : Fact;

/// <summary>Whom the organisations have to sign for them.</summary>
/// <param name="Own">User ids of the applicant's signatories.</param>
/// <param name="Of">User ids of those who may consent for a partner.</param>
public sealed record Signatories(IReadOnlySet<string> Own, Func<CreditCode, IReadOnlySet<string>> Of)
{
    public static readonly Signatories None = new(new HashSet<string>(), _ => new HashSet<string>());
}

/// <summary>Sends a complete draft to its partners; where all of them consented to the same before, straight to the next step.</summary>
public static class AskPartners
{
    /// <param name="application">Complete.</param>
    /// <param name="partners">1..n.</param>
    /// <exception cref="ProblemException">no-partner-signatory, naming the organisations.</exception>
    internal static Change<Application> Decide(
        Application application, Answers answers, ProgrammeDefinition definition, IReadOnlyList<Partner> partners, string actor,
        DateTimeOffset at, Signatories signatories)
    {
        var (number, table) = (application.Consents is { } earlier ? earlier.Round + 1 : 0, definition.Partners!.Table);
        var round = new ConsentRound(number, actor, at.ToUniversalTime(), ContentDigest.Of(application), table,
        [
            .. partners.Select(partner => Kept(application.Consents, partner, NamePartners.Digest(application, answers, table, partner))
                ?? new PartnerConsent(partner, NamePartners.Digest(application, answers, table, partner), number)),
        ]);
        var unreachable = round.Asked.Where(each => signatories.Of(each.Partner.Organisation).Count == 0).ToList();
        if (unreachable.Count > 0) throw PartnerProblems.Unreachable(unreachable);
        var asked = Change.To(
            application with { Status = ApplicationStatus.Consenting, Consents = round }, actor, new PartnersAsked(
                number, round.Content, Codes(round.Asked), Codes(round.Partners.Where(each => each.State == ConsentState.Consented))));
        return Agreed(asked, definition, at, signatories.Own);
    }

    /// <summary>Once all consent, the applicant's signatory is asked, or the application is submitted; before, the change as it is.
    /// </summary>
    internal static Change<Application> Agreed(
        Change<Application> change, ProgrammeDefinition definition, DateTimeOffset at, IReadOnlySet<string> signatories)
    {
        if (change.Next.Consents is not { Asked.Count: 0 } round) return change;
        var agreed = change.Next with { Consents = round with { Outcome = ConsentOutcome.Agreed } };
        var next = definition.Signing == SigningRule.Signatory
            ? AskSigning.Decide(agreed, round.By, at, signatories) : SubmitApplication.Submitted(agreed, round.By, at);
        return new Change<Application>(next.Next, [.. change.Facts, .. next.Facts]);
    }

    private static PartnerConsent? Kept(ConsentRound? earlier, Partner partner, string digest) =>
        earlier?.Of(partner.Organisation.Value) is { State: ConsentState.Consented } kept && kept.Digest == digest
            ? kept with { Partner = partner } : null;

    internal static IReadOnlyList<string> Codes(IEnumerable<PartnerConsent> partners) =>
        [.. partners.Select(each => each.Partner.Organisation.Value)];
}
