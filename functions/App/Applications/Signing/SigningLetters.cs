using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Signing;

/// <summary>What drafters are written about the signature. A letter has the same id and words each time it is made.</summary>
public static class SigningLetters
{
    private const string Returned = "signing-returned";
    private const string Lapsed = "signing-lapsed";

    /// <summary>How the newest round ended; null where the drafters know, or where the receipt of the application says it.</summary>
    public static Letter? Closed(Application application, ProgrammeDefinition definition) => application.Signing switch
    {
        { Outcome: SigningOutcome.Returned } round => Of(Returned, application, definition, round),
        { Outcome: SigningOutcome.Lapsed } round => Of(Lapsed, application, definition, round),
        _ => null,
    };

    private static Letter Of(string template, Application application, ProgrammeDefinition definition, SigningRound round) => new(
        $"{template}.{application.Id}.{round.Round}", template, null, application.Applicant.Email, application.Applicant.Language,
        new Dictionary<string, string>
        {
            ["title"] = application.Subject.Title,
            ["programme"] = definition.Name.In(application.Applicant.Language),
            ["application"] = application.Id,
            ["reason"] = round.Reason ?? "",
        },
        Link: $"applications/{application.Id}");
}
