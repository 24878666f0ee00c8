using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace FunctionsApp.Records.Dossiers;

/// <summary>How an application was decided, as far as one reader may see it.</summary>
/// <param name="DecidedAt">UTC; null while it is under review.</param>
/// <param name="Stages">Round after round, in the programme's order.</param>
public sealed record DossierDecisions(
    ApplicationStatus Status, DateTimeOffset? DecidedAt, Refusal? Refusal, IReadOnlyList<DossierStage> Stages)
{
    /// <summary>As the record of facts shows them: single votes with the right to them, and what the reader decided.</summary>
    public static DossierDecisions Of(ReviewState review, ProgrammeDefinition definition, Reader reader)
    {
        var (application, order) = (review.Application.As(reader), definition.Stages.Select(stage => stage.Name).ToList());
        return new DossierDecisions(application.Status, application.DecidedAt, application.Refusal,
            [
                .. review.Runs.OrderBy(run => run.Round).ThenBy(run => order.IndexOf(run.Stage))
                    .Select(run => DossierStage.Of(run, review, definition, reader)),
            ]);
    }
}

/// <summary>A stage asked in one round.</summary>
public sealed record DossierStage(
    string Stage, LocalizedText Title, int Round, StageRunState State, DateTimeOffset OpenedAt, StageOutcome? Outcome)
{
    /// <summary>What a return asks for; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReturnItem>? Items { get; init; }

    /// <summary>Name of the earlier stage that it sent the application back to; absent where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BackTo { get; init; }

    /// <summary>Points; absent where it does not score, and for readers who may not see them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Score { get; init; }

    /// <summary>Yuan that it reserved; absent where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Amount { get; init; }

    /// <summary>Of single people, oldest first; those that the reader may see.</summary>
    public IReadOnlyList<DossierDecision> Decisions { get; init; } = [];

    internal static DossierStage Of(StageRun run, ReviewState review, ProgrammeDefinition definition, Reader reader) => new(
        run.Stage, definition.StageTitle(run.Stage), run.Round, run.State, run.OpenedAt, run.Outcome)
    {
        Items = run.Items,
        BackTo = run.BackTo,
        Score = reader.Has(Right.Sheets) ? run.Score : null,
        Amount = run.Amount,
        Decisions =
        [
            .. review.Decisions.Concat(review.TakenBack)
                .Where(decision => decision.Stage == run.Stage && decision.Round == run.Round && IsShown(decision, review, reader))
                .OrderBy(decision => decision.At).Select(DossierDecision.Of),
        ],
    };

    private static bool IsShown(Decision decision, ReviewState review, Reader reader)
    {
        if (decision.Person == reader.Caller.Id) return true;
        // What was changed afterwards is shown to fewer, not to more.
        var isOpen = AssignmentId.Parse(decision.Assignment) is not { } asked
            || new ApplicationCase(review.Application, review.Assignments).IsOpen(asked.Ask);
        return reader.Has(isOpen ? Right.VotesOfOpenStages : Right.VotesOfClosedStages);
    }
}

/// <summary>What one person decided.</summary>
/// <param name="Person">User id.</param>
public sealed record DossierDecision(string Person, DecisionKind Decision, string? Comment, DateTimeOffset At)
{
    /// <summary>What a return asks for; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReturnItem>? Items { get; init; }

    /// <summary>When the person took it back, UTC; absent while it counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? TakenBackAt { get; init; }

    internal static DossierDecision Of(Decision decision) => new(decision.Person, decision.Kind, decision.Comment, decision.At)
    {
        Items = decision.Items.Count == 0 ? null : decision.Items, TakenBackAt = decision.TakenBackAt,
    };
}
