using FunctionsApp.Applications;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Reviews;

/// <summary>An application with its whole review, read at one moment.</summary>
public sealed record ReviewState(Application Application, IReadOnlyList<StageRun> Runs, IReadOnlyList<Assignment> Assignments, IReadOnlyList<Decision> Decisions)
{
    public StageRun? Run(string stage, int round) => Runs.FirstOrDefault(run => run.Stage == stage && run.Round == round);

    public IReadOnlyList<Assignment> AssignmentsOf(string stage, int round) =>
        [.. Assignments.Where(assignment => assignment.Stage == stage && assignment.Round == round).OrderBy(assignment => assignment.Number)];

    /// <summary>The review with the change in it.</summary>
    public ReviewState After(ReviewChange change) => this with
    {
        Runs = [.. Runs.Where(run => !change.Runs.Any(next => next.Stage == run.Stage && next.Round == run.Round)), .. change.Runs],
        Assignments = [.. Assignments.Where(assignment => !change.Assignments.Any(next => next.Id == assignment.Id)), .. change.Assignments],
        Decisions = change.Decision is null ? Decisions : [.. Decisions, change.Decision],
    };

    public IReadOnlyList<Decision> DecisionsOf(string stage, int round) => [.. Decisions.Where(decision => decision.Stage == stage && decision.Round == round)];
}

/// <summary>What a rule of the review decided: facts, and the rows as they are from now on.</summary>
public sealed record ReviewChange(IReadOnlyList<NewFact> Facts, IReadOnlyList<StageRun> Runs, IReadOnlyList<Assignment> Assignments, Decision? Decision = null)
{
    /// <summary>The work is already done, or is no longer to be done.</summary>
    public static readonly ReviewChange None = new([], [], []);
}
