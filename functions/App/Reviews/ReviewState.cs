using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Reviews;

/// <summary>An application with its complete review, read at one moment.</summary>
public sealed record ReviewState(Application Application, IReadOnlyList<StageRun> Runs, IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<Decision> Decisions)
{
    /// <summary>Decisions that count no more.</summary>
    public IReadOnlyList<Decision> TakenBack { get; init; } = [];

    /// <summary>Of the application's form.</summary>
    public Answers Answers { get; init; } = Answers.None;

    public StageRun? Run(string stage, int round) => Runs.FirstOrDefault(run => run.Stage == stage && run.Round == round);

    public IReadOnlyList<Assignment> AssignmentsOf(string stage, int round) =>
        [.. Assignments.Where(assignment => assignment.Ask.Step == stage && assignment.Ask.Round == round).OrderBy(assignment =>
            assignment.Number)];

    public IReadOnlyList<Decision> DecisionsOf(string stage, int round) =>
        [.. Decisions.Where(decision => decision.Stage == stage && decision.Round == round)];

    /// <summary>With the stage as it is now.</summary>
    public ReviewState With(StageRun run) => this with
    {
        Runs = [.. Runs.Where(other => other.Stage != run.Stage || other.Round != run.Round), run],
        Application = run.State == StageRunState.Closed || Application.Reached is { } reached && IsOf(run, reached)
            ? Application : Application with { Reached = new ReachedStage(run.Stage, run.Round, run.OpenedAt) },
    };

    private static bool IsOf(StageRun run, ReachedStage reached) => (run.Stage, run.Round) == (reached.Stage, reached.Round);
}
