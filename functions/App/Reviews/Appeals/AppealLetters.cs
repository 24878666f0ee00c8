using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>What an applicant is written about an appeal. A letter has the same id and words each time it is made.</summary>
public static class AppealLetters
{
    private const string Receipt = "appeal-received";
    private const string Dismissal = "appeal-dismissed";
    private const string Success = "appeal-upheld";

    public static Letter Received(Application application, ProgrammeDefinition definition, AppealMark appeal) =>
        Of(Receipt, application, definition, ("at", BeijingTime.Text(appeal.At)));

    public static Letter Ruled(Application application, ProgrammeDefinition definition, AppealDecision decision) => Of(
        decision.Ruling == AppealRuling.Upheld ? Success : Dismissal, application, definition, ("reason", decision.Reason));

    private static Letter Of(
        string template, Application application, ProgrammeDefinition definition, (string Name, string Value) more) => new(
        $"{template}.{application.Id}", template, null, application.Applicant.Email, application.Applicant.Language,
        new Dictionary<string, string>
        {
            ["title"] = application.Subject.Title,
            ["programme"] = definition.Name.In(application.Applicant.Language),
            ["application"] = application.Id,
            [more.Name] = more.Value,
        },
        Link: $"applications/{application.Id}");
}
