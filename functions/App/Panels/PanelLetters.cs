using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>What officers of the department are written about a panel.</summary>
public static class PanelLetters
{
    private const string Template = "panel-blocked";

    /// <summary>
    /// Too few experts may be asked: to each officer of the department who could be asked about the application. The same letters at
    /// each try, until the panel has other experts.
    /// </summary>
    public static IReadOnlyList<Letter> Blocked(PanelState state, StageRun run, ProgrammeDefinition definition, StaffDirectory staff)
    {
        var (application, panel) = (state.Review.Application, (PanelDefinition)definition.Stage(run.Stage));
        var ask = new Ask(PanelTimes.Declaring, application.Id, run.Stage, run.Round);
        var asked = ChooseExperts.Of(state, ask).Count;
        return
        [
            .. staff.With([Role.DepartmentOfficer], application.Applicant.District)
                .Where(officer => (officer.Organisation is null || !application.Organisations.Contains(officer.Organisation))
                    && officer.Id != application.Applicant.Person)
                .Select(officer => new Letter(
                    $"{Template}.{application.Id}.{run.Stage}.{run.Round}.{asked}.{officer.Id}", Template, officer.Id, null, officer.Speaks,
                    new Dictionary<string, string>
                    {
                        ["title"] = application.Subject.Title, ["step"] = panel.Title.In(officer.Speaks),
                        ["programme"] = definition.Name.In(officer.Speaks), ["application"] = application.Id,
                        ["needed"] = $"{(asked == 0 ? panel.Assignees : panel.Quorum)}",
                    })),
        ];
    }
}
