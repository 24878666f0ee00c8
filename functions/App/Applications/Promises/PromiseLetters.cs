using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Promises;

/// <summary>What the applicant is written about promised documents. A letter has the same id and words each time it is made.</summary>
public static class PromiseLetters
{
    public static Letter Reminder(Application application, ProgrammeDefinition definition, PromisedDocument promised) =>
        Of("promise-reminder", application, definition, promised);

    public static Letter Broken(Application application, ProgrammeDefinition definition, PromisedDocument promised) =>
        Of("promise-broken", application, definition, promised);

    private static Letter Of(
        string template, Application application, ProgrammeDefinition definition, PromisedDocument promised) => new(
        $"{template}.{application.Id}.{promised.Type}", template, null, application.Applicant.Email, application.Applicant.Language,
        new Dictionary<string, string>
        {
            ["title"] = application.Subject.Title,
            ["programme"] = definition.Name.In(application.Applicant.Language),
            ["application"] = application.Id,
            ["document"] = definition.DocumentName(promised.Type).In(application.Applicant.Language),
            ["by"] = BeijingTime.Text(promised.By),
        },
        Link: $"applications/{application.Id}");
}
