using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.SiteVisits;

/// <summary>The experts who attend because they scored the application.</summary>
public static class PanelExperts
{
    /// <summary>Staff ids, in order of their seats in the panel's last round; empty for a stage without a panel.</summary>
    /// <remarks>Whoever left, or became one of the applicant's organisation, does not attend.</remarks>
    public static IReadOnlyList<string> Of(ReviewState review, AppointmentDefinition stage, StaffDirectory staff)
    {
        if (stage is not DefenceDefinition { Panel: { } panel }) return [];
        var scored = review.Assignments
            .Where(asked => asked.Ask.Kind == PanelTimes.Scored && asked.Ask.Step == panel && asked.State == AssignmentState.Decided)
            .GroupBy(asked => asked.Ask.Round).MaxBy(round => round.Key);
        return
        [
            .. (scored ?? Enumerable.Empty<Assignment>()).OrderBy(asked => asked.Number).Select(asked => staff.Find(asked.Assignee))
                .Where(expert => expert is { HasLeft: false }
                    && (expert.Organisation is null || !review.Application.Organisations.Contains(expert.Organisation)))
                .Select(expert => expert!.Id),
        ];
    }
}
