using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Reviews;

/// <summary>
/// Asks the people of a stage, whatever its kind: whom, how long, about what, and what the review keeps of the asking. A kind adds its
/// answer, the rule that takes it, and its page.
/// </summary>
/// <typeparam name="TState">The review, or a record of it with the kind's own rows.</typeparam>
public abstract class StageQuestion<TState, TAnswer>(
    AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : StateQuestion<TState, TAnswer>(tools)
    where TState : class
    where TAnswer : class, IAnswer
{
    protected sealed override Func<TState, CancellationToken, Task> RequireIntact =>
        (state, cancellation) => documents.RequireIntactAsync(Review(state).Application, cancellation);

    protected abstract ReviewState Review(TState state);

    protected abstract TState With(TState state, ReviewState review);

    protected ProgrammeDefinition DefinitionOf(TState state) => catalogue.Of(Review(state).Application);

    protected sealed override IReadOnlyList<Assignment> Assignments(TState state) => Review(state).Assignments;

    protected sealed override TState With(TState state, IReadOnlyList<Assignment> assignments) =>
        With(state, Review(state) with { Assignments = assignments });

    /// <summary>
    /// Asks neither the applicant nor a person of the applicant's organisation, no person who decided or is asked in another stage,
    /// and first those who judged the stage before.
    /// </summary>
    protected sealed override AskPlan? Plan(TState state, Ask ask)
    {
        var (review, application) = (Review(state), Review(state).Application);
        if (application.Status != ApplicationStatus.Submitted
            || review.Run(ask.Step, ask.Round) is { State: StageRunState.Closed }) return null;
        var definition = DefinitionOf(state);
        var stage = (PeopleDefinition)definition.Stage(ask.Step);
        return new AskPlan
        {
            Roles = [stage.Role ?? throw new InvalidOperationException($"Stage {stage.Name} of {definition.Programme} has no role.")],
            District = application.Applicant.District,
            Count = stage.Assignees,
            Ladder = LadderPolicy.Of(stage),
            Excluded = review.Assignments
                .Where(assignment => assignment.Ask.Step != ask.Step && assignment.State is AssignmentState.Open or AssignmentState.Decided)
                .Select(assignment => assignment.Assignee)
                .Append(application.Applicant.Person)
                .ToHashSet(),
            ExcludedOrganisation = application.Applicant.Organisation,
            Preferred = review.Assignments.Where(assignment => assignment.Ask.Step == ask.Step).Select(assignment =>
                assignment.Assignee).ToHashSet(),
            About = new AssignmentAbout(new LocalizedText(application.Subject.Title, application.Subject.Title), definition.Name,
                stage.Title),
        };
    }

    protected sealed override string Digest(TState state) => ReviewDigest.Of(Review(state).Application);

    protected sealed override string? Closed(TState state, Assignment assignment) => Review(state).Application.Status switch
    {
        ApplicationStatus.Withdrawn => AssignmentProblems.Withdrawn,
        ApplicationStatus.Submitted => null,
        _ => AssignmentProblems.StageClosed,
    };

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(TState state, Assignment assignment) =>
    [
        (new("项目", "Programme"), assignment.About.Context),
        (new("申请", "Application"), assignment.About.Title),
        (new("阶段", "Stage"), assignment.About.Step),
    ];

    protected sealed override string? CountsAs(TState state, Ask ask) =>
        (DefinitionOf(state).Stage(ask.Step) as VotingDefinition)?.Undecided.ToString();

    protected sealed override bool IsBlocked(TState state, Ask ask) =>
        Review(state).Run(ask.Step, ask.Round) is { State: StageRunState.Blocked };

    protected sealed override Change<TState> Opened(Change<TState> change, Ask ask, IReadOnlyList<Assignment> assignments,
        DateTimeOffset at)
    {
        var run = new StageRun(ask.Step, ask.Round, assignments.Count == 0 ? StageRunState.Blocked : StageRunState.Open, at);
        var next = change with { Next = With(change.Next, Review(change.Next).With(run)) };
        if (assignments.Count == 0) return next;
        var opened = Change.To(next.Next, nameof(OpenAssignmentsActivity),
            new StageOpened(ask.Step, ask.Round, assignments.Count, assignments[0].Due));
        return next with { Facts = [.. opened.Facts, .. next.Facts] };
    }

    /// <summary>One person decides one stage of an application.</summary>
    protected sealed override void Admit(TState state, Assignment assignment)
    {
        if (Review(state).Decisions.Any(decision => decision.Person == assignment.Assignee
            && decision.Stage != assignment.Ask.Step)) throw ReviewProblems.SecondStage.With();
    }
}
