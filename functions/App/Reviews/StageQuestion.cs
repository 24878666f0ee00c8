using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews.Appeals;

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

    protected sealed override AskPlan? Plan(TState state, Ask ask)
    {
        var review = Review(state);
        if (review.Application.Status != ApplicationStatus.Submitted
            || review.Run(ask.Step, ask.Round) is { State: StageRunState.Closed }) return null;
        return PlanOf(state, ask, StagePlan.Of(review, DefinitionOf(state), ask));
    }

    /// <summary>The plan of the kind, where it asks others or gives other times.</summary>
    protected virtual AskPlan PlanOf(TState state, Ask ask, AskPlan plan) => plan;

    protected sealed override string Digest(TState state) => ContentDigest.Of(Review(state).Application);

    protected sealed override string? Closed(TState state, Assignment assignment) =>
        StagePlan.Closed(Review(state).Application);

    protected sealed override bool Oversees(TState state, Caller caller) =>
        new ApplicationCase(Review(state).Application, Review(state).Assignments).For(caller).Has(Right.Oversee);

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(TState state, Assignment assignment)
    {
        var details = StagePlan.Details(assignment);
        return SendBack.Of(Review(state), assignment.Ask) is not { } run ? details
            : [.. details, (ReviewTexts.SentBackBy, DefinitionOf(state).StageTitle(run.Stage))];
    }

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

    /// <summary>Spares the stage's run a look where the answer cannot have ended the stage.</summary>
    protected sealed override Change<TState> Concluding(Change<TState> change, Ask ask, DateTimeOffset at)
    {
        if (!StillWaits(change.Next, ask, at)) return change;
        return change with { Facts = [.. change.Facts.Select(each => each with { Fact = StageAnswered.Waiting(each.Fact) })] };
    }

    /// <summary>Whether the stage waits for other answers; false also where the kind's run has something to do for each answer.</summary>
    protected virtual bool StillWaits(TState state, Ask ask, DateTimeOffset at) => false;

    /// <summary>One person decides one stage of an application.</summary>
    protected sealed override void Admit(TState state, Assignment assignment)
    {
        if (Review(state).Decisions.Any(decision => decision.Person == assignment.Assignee
            && decision.Stage != assignment.Ask.Step)) throw ReviewProblems.SecondStage.With();
        if (AppealRules.InvolvedBefore(Review(state), assignment.Ask.Round).Contains(assignment.Assignee))
        {
            throw AppealProblems.TookPart.With();
        }
    }
}
