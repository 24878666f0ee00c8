using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace FunctionsApp.Selections;

/// <summary>What an applicant is written while its stage waits. A letter has the same id and words each time it is made.</summary>
public static class SelectionLetters
{
    private const string OnReserve = "selection-reserve";

    /// <summary>That the application is on the reserve list; null where it is not.</summary>
    public static Letter? Reserve(ReviewState review, ProgrammeDefinition definition, StageRequest stage) =>
        review.Run(stage.Stage, stage.Round) is { State: not StageRunState.Closed, Due: { } until }
            ? Reserve(review.Application, definition, stage.Stage, until) : null;

    /// <param name="until">When the list ends, UTC.</param>
    public static Letter Reserve(Application application, ProgrammeDefinition definition, string stage, DateTimeOffset until)
    {
        var language = application.Applicant.Language;
        return new Letter(
            $"{OnReserve}.{application.Id}.{stage}", OnReserve, null, application.Applicant.Email, language,
            new Dictionary<string, string>
            {
                ["title"] = application.Subject.Title, ["programme"] = definition.Name.In(language), ["application"] = application.Id,
                ["due"] = BeijingTime.Text(until),
            },
            Link: $"applications/{application.Id}");
    }
}
