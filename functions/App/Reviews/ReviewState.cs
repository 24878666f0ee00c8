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

    /// <summary>Yuan that a selection reserved; null where none did.</summary>
    public decimal? Reserved => Runs.Where(run => run.Amount is not null).MaxBy(run => run.Round)?.Amount;

    /// <param name="round">Of asking, see <see cref="StageRun"/>.</param>
    public StageRun? Run(string stage, int round) => Runs.FirstOrDefault(run => run.Stage == stage && run.Round == round);

    /// <summary>What a round of corrections asked for; empty where there was no such round.</summary>
    /// <param name="correction">1 for the first.</param>
    public IReadOnlyList<ReturnItem> ItemsOf(int correction) =>
        Runs.Where(run => run.Items is not null).OrderBy(run => run.Round).ElementAtOrDefault(correction - 1)?.Items ?? [];

    /// <summary>How a round of asking came about: after how many corrections, and after how often the application was sent back.</summary>
    public (int Corrections, int SendBacks) Before(int round)
    {
        var earlier = Runs.Where(run => run.Round < round).ToList();
        return (earlier.Count(run => run.Outcome == StageOutcome.Returned), earlier.Count(run => run.BackTo is not null));
    }

    public IReadOnlyList<Assignment> AssignmentsOf(string stage, int round) =>
        [.. Assignments.Where(assignment => assignment.Ask.Step == stage && assignment.Ask.Round == round).OrderBy(assignment =>
            assignment.Number)];

    /// <summary>Those that count.</summary>
    public IReadOnlyList<Decision> DecisionsOf(string stage, int round) => Of(stage, round, areOpinions: false);

    /// <summary>Those of signers who were asked for an opinion: advice to another person, and not counted.</summary>
    public IReadOnlyList<Decision> OpinionsOf(string stage, int round) => Of(stage, round, areOpinions: true);

    /// <summary>With the stage as it is now.</summary>
    public ReviewState With(StageRun run) => this with
    {
        Runs = [.. Runs.Where(other => other.Stage != run.Stage || other.Round != run.Round), run],
        Application = run.State == StageRunState.Closed || Application.Reached is { } reached && IsOf(run, reached)
            ? Application : Application with { Reached = new ReachedStage(run.Stage, run.Round, run.OpenedAt) },
    };

    private IReadOnlyList<Decision> Of(string stage, int round, bool areOpinions)
    {
        var opinions = AssignmentsOf(stage, round).Where(each => each.IsOpinion).Select(each => each.Id).ToHashSet();
        return
        [
            .. Decisions.Where(decision => decision.Stage == stage && decision.Round == round
                && opinions.Contains(decision.Assignment) == areOpinions),
        ];
    }

    private static bool IsOf(StageRun run, ReachedStage reached) => (run.Stage, run.Round) == (reached.Stage, reached.Round);
}
