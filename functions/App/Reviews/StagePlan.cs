using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews.Appeals;

namespace FunctionsApp.Reviews;

/// <summary>Whom a stage of people asks, whatever its kind.</summary>
public static class StagePlan
{
    /// <summary>
    /// Asks neither the applicant nor a person of an organisation that applies, no person who decided or is asked in another stage,
    /// and first those who judged the stage before.
    /// </summary>
    public static AskPlan Of(ReviewState review, ProgrammeDefinition definition, Ask ask)
    {
        var application = review.Application;
        var stage = (PeopleDefinition)definition.Stage(ask.Step);
        return new AskPlan
        {
            Roles = [stage.Role ?? throw new InvalidOperationException($"Stage {stage.Name} of {definition.Programme} has no role.")],
            District = application.Applicant.District,
            Count = stage.Assignees,
            Ladder = LadderPolicy.Of(stage),
            Excluded = Excluded(review, ask.Step, ask.Round),
            ExcludedOrganisations = application.Organisations,
            Preferred = review.Assignments.Where(assignment => assignment.Ask.Step == ask.Step && assignment.Added is null)
                .Select(assignment => assignment.Assignee).ToHashSet(),
            About = new AssignmentAbout(new LocalizedText(application.Subject.Title, application.Subject.Title), definition.Name,
                stage.Title),
        };
    }

    /// <summary>
    /// Staff ids: the applicant, those who decided or are asked in another stage, and after an appeal all who had a part before it.
    /// </summary>
    public static IReadOnlySet<string> Excluded(ReviewState review, string stage, int round) => review.Assignments
        .Where(assignment => assignment.Ask.Step != stage && assignment.State is AssignmentState.Open or AssignmentState.Decided)
        .Select(assignment => assignment.Assignee)
        .Concat(review.Decisions.Where(decision => decision.Stage != stage).Select(decision => decision.Person))
        .Concat(AppealRules.InvolvedBefore(review, round))
        .Append(review.Application.Applicant.Person)
        .ToHashSet();

    /// <summary>Why what a review asks is closed with its application; null while it is under review.</summary>
    public static string? Closed(Application application) => application.Status switch
    {
        ApplicationStatus.Withdrawn => AssignmentProblems.Withdrawn,
        ApplicationStatus.Submitted => null,
        _ => AssignmentProblems.StageClosed,
    };

    /// <summary>What the letters list.</summary>
    public static IReadOnlyList<(LocalizedText Name, LocalizedText Value)> Details(Assignment assignment) =>
    [
        (new("项目", "Programme"), assignment.About.Context),
        (new("申请", "Application"), assignment.About.Title),
        (new("阶段", "Stage"), assignment.About.Step),
    ];
}
