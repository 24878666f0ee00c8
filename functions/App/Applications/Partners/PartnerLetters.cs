using FunctionsApp.Applications.Appealing;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Partners;

/// <summary>
/// What drafters are written about the partners, and partners about the outcome. A letter has the same id and words each time it is made.
/// </summary>
public static class PartnerLetters
{
    private const string Refused = "consent-refused";
    private const string Lapsed = "consent-lapsed";
    private const string Approved = "joint-approved";
    private const string Rejected = "joint-rejected";
    private const string Withdrawn = "joint-withdrawn";
    private const string Appealed = "joint-appealed";
    private const string Dismissed = "joint-appeal-dismissed";
    private const string Upheld = "joint-appeal-upheld";

    /// <summary>How the newest round ended; null where the drafters know, or where other letters say it.</summary>
    public static Letter? Closed(Application application, ProgrammeDefinition definition) => application.Consents switch
    {
        { Outcome: ConsentOutcome.Refused } round => Of(Refused, application, definition, round),
        { Outcome: ConsentOutcome.Lapsed } round => Of(Lapsed, application, definition, round),
        _ => null,
    };

    /// <summary>The outcome, also a withdrawal, to those who consented for the partners and are in the register.</summary>
    public static IEnumerable<Letter> Concluded(
        Application application, ProgrammeDefinition definition, StaffDirectory staff) => ToPartners(
        application.Status switch
        {
            ApplicationStatus.Approved => Approved,
            ApplicationStatus.Rejected => Rejected,
            ApplicationStatus.Withdrawn => Withdrawn,
            _ => null,
        },
        // The same outcome may come again after an appeal.
        application, definition, staff, application.Appeal is { Ruling: AppealRuling.Upheld } ? ".appeal" : "");

    /// <summary>That the applicant appealed, to the same people.</summary>
    public static IEnumerable<Letter> AppealReceived(Application application, ProgrammeDefinition definition, StaffDirectory staff) =>
        ToPartners(Appealed, application, definition, staff);

    /// <summary>How the appeal ended, without its reasons, to the same people.</summary>
    public static IEnumerable<Letter> AppealRuled(
        Application application, ProgrammeDefinition definition, StaffDirectory staff, AppealRuling ruling) =>
        ToPartners(ruling == AppealRuling.Upheld ? Upheld : Dismissed, application, definition, staff);

    private static IEnumerable<Letter> ToPartners(
        string? template, Application application, ProgrammeDefinition definition, StaffDirectory staff, string again = "")
    {
        if (template is null || !application.PartnersSeeIt) yield break;
        foreach (var consent in application.Consents!.Partners.Where(each => each.State == ConsentState.Consented))
        {
            if (consent.Person is not { } person || staff.Find(person) is not { HasLeft: false } member) continue;
            yield return new Letter(
                $"{template}.{application.Id}.{consent.Partner.Organisation.Value}{again}", template, member.Id, null, member.Speaks,
                new Dictionary<string, string>
                {
                    ["title"] = application.Subject.Title,
                    ["programme"] = definition.Name.In(member.Speaks),
                    ["application"] = application.Id,
                    ["partner"] = consent.Partner.Name,
                },
                Link: $"applications/{application.Id}");
        }
    }

    private static Letter Of(string template, Application application, ProgrammeDefinition definition, ConsentRound round) => new(
        $"{template}.{application.Id}.{round.Round}", template, null, application.Applicant.Email, application.Applicant.Language,
        new Dictionary<string, string>
        {
            ["title"] = application.Subject.Title,
            ["programme"] = definition.Name.In(application.Applicant.Language),
            ["application"] = application.Id,
            ["partner"] = round.Of(round.EndedBy)?.Partner.Name ?? "",
            ["reason"] = round.Of(round.EndedBy)?.Reason ?? "",
        },
        Link: $"applications/{application.Id}");
}
