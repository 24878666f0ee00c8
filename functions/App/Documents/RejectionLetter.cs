using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>Tells the applicant which document was rejected and why.</summary>
public static class RejectionLetter
{
    public const string Template = "document-rejected";

    /// <summary>Values: application, title, programme, document, fileName, reason. The same upload gives the same id.</summary>
    public static Letter For(Application application, ProgrammeDefinition definition, DocumentRecord record)
    {
        var language = application.Applicant.Language;
        return new Letter(
            Ids.From(Template, record.Application, record.Type, record.Version.ToString()), Template, StaffId: null,
                application.Applicant.Email, language,
            new Dictionary<string, string>
            {
                ["application"] = application.Id,
                ["title"] = application.Subject.Title,
                ["programme"] = definition.Name.In(language),
                ["document"] = definition.Slot(record.Type)!.Name.In(language),
                ["fileName"] = record.FileName,
                ["reason"] = record.Reason!.In(language),
            },
            Link: $"applications/{application.Id}");
    }
}
