using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>What an applicant is written about the review. A letter has the same id and words each time it is made.</summary>
public static class ReviewLetters
{
    private const string Receipt = "application-received";
    private const string Return = "application-returned";
    private const string Postponement = "application-postponed";
    private const string Extension = "application-extended";
    private const string Approval = "application-approved";
    private const string Rejection = "application-rejected";
    private const string RejectionWithAppeal = "application-rejected-with-appeal";

    /// <summary>The application arrived, and its review begins.</summary>
    public static Letter Received(Application application, ProgrammeDefinition definition, DateTimeOffset at) => Of(
        $"{Receipt}.{application.Id}", Receipt, application, definition, ("at", BeijingTime.Text(at)));

    /// <summary>What to correct in a round, and until when.</summary>
    public static Letter Returned(
        Application application, ProgrammeDefinition definition, int round, IReadOnlyList<ReturnItem> asked, DateTimeOffset due)
    {
        var language = application.Applicant.Language;
        var colon = language.Colon();
        var items = asked.Select(item =>
            $"- {definition.NameOf(item)?.In(language) ?? item.Document ?? item.Field}{colon}"
                + item.Reason.Replace("\n", language == Language.Chinese ? "；" : "; ", StringComparison.Ordinal));
        return Of(
            $"{Return}.{application.Id}.{round}", Return, application, definition,
            ("items", string.Join('\n', items)), ("due", BeijingTime.Text(due)));
    }

    /// <summary>A round has more time.</summary>
    public static Letter Postponed(Application application, ProgrammeDefinition definition, int round, DateTimeOffset due) => Of(
        $"{Postponement}.{application.Id}.{round}.{BeijingTime.Day(due):O}", Postponement, application, definition,
        ("due", BeijingTime.Text(due)));

    /// <summary>A round was extended on request.</summary>
    public static Letter Extended(Application application, ProgrammeDefinition definition, int round, DateTimeOffset due) => Of(
        $"{Extension}.{application.Id}.{round}", Extension, application, definition, ("due", BeijingTime.Text(due)));

    /// <summary>The outcome; null while there is none.</summary>
    public static Letter? Concluded(Application application, ProgrammeDefinition definition)
    {
        if (application.Status == ApplicationStatus.Rejected) return Rejected(
            application, definition, application.Refusal, isAfterAppeal: application.Appeal is { Ruling: AppealRuling.Upheld });
        return application.Status != ApplicationStatus.Approved ? null : Of(
            $"{Approval}.{application.Id}", Approval, application, definition, ("reason", ""));
    }

    /// <summary>A rejection, with how it can be appealed or why it cannot.</summary>
    /// <param name="refusal">Null where an earlier version rejected.</param>
    public static Letter Rejected(Application application, ProgrammeDefinition definition, Refusal? refusal, bool isAfterAppeal)
    {
        var language = application.Applicant.Language;
        var appeal = refusal switch
        {
            { Appeal: { } term } => AppealTexts.Offer(term.By).In(language),
            { NoAppeal: { } why } => AppealTexts.WhyNot(why).In(language),
            _ => null,
        };
        var (id, reason) = ($"{Rejection}.{application.Id}{(isAfterAppeal ? ".appeal" : "")}", Reasons(refusal, language));
        return appeal is null ? Of(id, Rejection, application, definition, ("reason", reason))
            : Of(id, RejectionWithAppeal, application, definition, ("reason", reason), ("appeal", appeal));
    }

    private static string Reasons(Refusal? refusal, Language language) => refusal is null ? ""
        : string.Join('\n', refusal.Reasons.Prepend(refusal.Cause.In(language)));

    private static Letter Of(
        string id, string template, Application application, ProgrammeDefinition definition,
        params ReadOnlySpan<(string Name, string Value)> values)
    {
        var (language, all) = (application.Applicant.Language, new Dictionary<string, string>());
        (all["title"], all["programme"], all["application"]) =
            (application.Subject.Title, definition.Name.In(application.Applicant.Language), application.Id);
        foreach (var (name, value) in values) all[name] = value;
        return new Letter(
            id, template, null, application.Applicant.Email, language, all, Link: $"applications/{application.Id}");
    }
}
