using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Referrals;

/// <summary>What applicants are written about institutions. A letter has the same id and words each time it is made.</summary>
public static class ReferralLetters
{
    private const string Answered = "referral-answered";

    /// <summary>What came of one referral, without the person's name; null while it is awaited, and where the stage ended.</summary>
    public static Letter? Of(Referral referral, Application application, ProgrammeDefinition definition)
    {
        if (referral.State is ReferralState.Asked or ReferralState.Ended) return null;
        var language = application.Applicant.Language;
        return new Letter(
            $"{Answered}.{application.Id}.{referral.Round}.{referral.Institution}", Answered, null, application.Applicant.Email, language,
            new Dictionary<string, string>
            {
                ["title"] = application.Subject.Title,
                ["programme"] = definition.Name.In(language),
                ["application"] = application.Id,
                ["institution"] = ReferralTexts.NameOf(referral, definition).In(language),
                ["details"] = string.Join('\n', ReferralTexts.Lines(referral, language)),
            },
            Link: $"applications/{application.Id}");
    }
}
