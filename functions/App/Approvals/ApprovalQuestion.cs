using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Approvals;

/// <summary>Asks people of a stage to decide an application.</summary>
public sealed class ApprovalQuestion(AskingTools tools, ProgrammeCatalogue catalogue, ReviewMetrics metrics) : StateQuestion<ReviewState,
    DecisionForm>(tools)
{
    public const string Name = "review";

    public override string Kind => Name;

    protected override Aggregate<ReviewState> Aggregate => ReviewAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(ReviewState state) => state.Assignments;

    protected override ReviewState With(ReviewState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    /// <summary>
    /// Asks neither the applicant nor a person of the applicant's organisation, no person who decided or is asked in another stage,
    /// and first those who judged the stage before.
    /// </summary>
    protected override AskPlan? Plan(ReviewState state, Ask ask)
    {
        var application = state.Application;
        if (application.Status != ApplicationStatus.Submitted
            || state.Run(ask.Step, ask.Round) is { State: StageRunState.Closed }) return null;
        var definition = catalogue.Of(application);
        var stage = (PeopleDefinition)definition.Stage(ask.Step);
        return new AskPlan
        {
            Roles = [stage.Role ?? throw new InvalidOperationException($"Stage {stage.Name} of {definition.Programme} has no role.")],
            District = application.Applicant.District,
            Count = stage.Assignees,
            Ladder = new LadderPolicy.WorkingDays(stage.WorkingDays, stage.ReminderWorkingDays, stage.DelegateWorkingDays),
            Excluded = state.Assignments
                .Where(assignment => assignment.Ask.Step != ask.Step && assignment.State is AssignmentState.Open or AssignmentState.Decided)
                .Select(assignment => assignment.Assignee)
                .Append(application.Applicant.Person)
                .ToHashSet(),
            ExcludedOrganisation = application.Applicant.Organisation,
            Preferred = state.Assignments.Where(assignment => assignment.Ask.Step == ask.Step).Select(assignment =>
                assignment.Assignee).ToHashSet(),
            About = new AssignmentAbout(new LocalizedText(application.Subject.Title, application.Subject.Title), definition.Name,
                stage.Title),
        };
    }

    protected override string Digest(ReviewState state) => ReviewDigest.Of(state.Application);

    protected override string? Closed(ReviewState state, Assignment assignment) => state.Application.Status switch
    {
        ApplicationStatus.Withdrawn => AssignmentProblems.Withdrawn,
        ApplicationStatus.Submitted => null,
        _ => AssignmentProblems.StageClosed,
    };

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(ReviewState state, Assignment assignment) =>
    [
        (new("项目", "Programme"), assignment.About.Context),
        (new("申请", "Application"), assignment.About.Title),
        (new("阶段", "Stage"), assignment.About.Step),
    ];

    protected override string? CountsAs(ReviewState state, Ask ask) =>
        ((PeopleDefinition)catalogue.Of(state.Application).Stage(ask.Step)).Undecided.ToString();

    protected override bool IsBlocked(ReviewState state, Ask ask) => state.Run(ask.Step, ask.Round) is { State: StageRunState.Blocked };

    protected override Change<ReviewState> Opened(Change<ReviewState> change, Ask ask, IReadOnlyList<Assignment> assignments,
        DateTimeOffset at)
    {
        var run = new StageRun(ask.Step, ask.Round, assignments.Count == 0 ? StageRunState.Blocked : StageRunState.Open, at);
        var next = change with { Next = change.Next.With(run) };
        if (assignments.Count == 0) return next;
        var opened = Change.To(next.Next, nameof(OpenAssignmentsActivity),
            new StageOpened(ask.Step, ask.Round, assignments.Count, assignments[0].Due));
        return next with { Facts = [.. opened.Facts, .. next.Facts] };
    }

    protected override bool? AnsweredBefore(ReviewState state, Assignment assignment, DecisionForm answer) =>
        Of(state, assignment) is { } earlier ? DecideApproval.IsSame(earlier, answer) : null;

    protected override void Admit(ReviewState state, Assignment assignment)
    {
        if (state.Decisions.Any(decision => decision.Person == assignment.Assignee
            && decision.Stage != assignment.Ask.Step)) throw ReviewProblems.SecondStage.With();
    }

    protected override Change<ReviewState> Take(ReviewState state, Assignment assignment, DecisionForm answer, Answering by) =>
        DecideApproval.Decide(state, assignment, answer, by);

    protected override bool IsAnswered(ReviewState state, Assignment assignment) => Of(state, assignment) is not null;

    protected override void Recorded(ReviewState state, Assignment assignment) => metrics.Decided(Of(state, assignment)!);

    protected override DecisionForm ReadForm(IFormCollection form) => DecisionForm.Of(form);

    protected override CallbackPage AskPage(ReviewState state, Assignment assignment, string token, Language language) =>
        DecisionPage.Ask(state.Application, assignment, catalogue.Of(state.Application), token, language);

    protected override CallbackPage AnsweredPage(ReviewState state, Assignment assignment, Language language) =>
        DecisionPage.Recorded(Of(state, assignment)!.Kind, language);

    protected override object AnsweredView(ReviewState state, Assignment assignment)
    {
        var decision = Of(state, assignment)!;
        return new DecisionAnswer(assignment.Id, decision.Kind, decision.At);
    }

    private static Decision? Of(ReviewState state, Assignment assignment) =>
        state.Decisions.FirstOrDefault(decision => decision.Assignment == assignment.Id);
}

/// <summary>A recorded decision as answered.</summary>
public sealed record DecisionAnswer(string Assignment, DecisionKind Decision, DateTimeOffset At);
