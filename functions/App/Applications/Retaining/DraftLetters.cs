using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Retaining;

/// <summary>What a drafter is written about an unfinished draft.</summary>
public static class DraftLetters
{
    private const string Ending = "draft-ending";

    /// <summary>That it is erased, and how to keep it; null where the drafter has left or has no address.</summary>
    public static Letter? Of(
        Application application, ProgrammeDefinition definition, DrafterReminded reminded, StaffDirectory staff) =>
        application.Applicant.Email.Length == 0 || staff.Find(application.Applicant.Person) is { HasLeft: true } ? null
            : Of(application, definition, reminded, application.Retention!.Planned!.At);

    /// <summary>The same, whoever it was sent to.</summary>
    /// <param name="plannedAt">UTC.</param>
    public static Letter Of(
        Application application, ProgrammeDefinition definition, DrafterReminded reminded, DateTimeOffset plannedAt)
    {
        var language = application.Applicant.Language;
        // One letter for each plan, whichever night writes it: one that was called off, and is made again, has another day.
        return new Letter(
            $"{Ending}.{application.Id}.{BeijingTime.Text(BeijingTime.Day(plannedAt))}", Ending, null, application.Applicant.Email,
            language,
            new Dictionary<string, string>
            {
                ["title"] = application.Subject.Title,
                ["programme"] = definition.Name.In(language),
                ["application"] = application.Id,
                ["day"] = BeijingTime.Text(BeijingTime.Day(reminded.From)),
                ["what"] = ErasureTexts.Name(reminded.Step).In(language),
            },
            Link: $"applications/{application.Id}");
    }
}
