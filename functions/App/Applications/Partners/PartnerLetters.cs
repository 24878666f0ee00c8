using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Partners;

/// <summary>What drafters are written about the partners. A letter has the same id and words each time it is made.</summary>
public static class PartnerLetters
{
    private const string Refused = "consent-refused";
    private const string Lapsed = "consent-lapsed";

    /// <summary>How the newest round ended; null where the drafters know, or where other letters say it.</summary>
    public static Letter? Closed(Application application, ProgrammeDefinition definition) => application.Consents switch
    {
        { Outcome: ConsentOutcome.Refused } round => Of(Refused, application, definition, round),
        { Outcome: ConsentOutcome.Lapsed } round => Of(Lapsed, application, definition, round),
        _ => null,
    };

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
