using FunctionsApp.Applications;
using FunctionsApp.Platform;

namespace FunctionsApp.Reviews;

public enum StageOutcome
{
    Passed,
    Rejected,
    Returned,

    /// <summary>The application was withdrawn meanwhile.</summary>
    Withdrawn,
}

/// <summary>How a stage ended.</summary>
/// <param name="Items">What a return asks for; empty otherwise.</param>
public sealed record StageResult(StageOutcome Outcome, IReadOnlyList<ReturnItem> Items)
{
    // Not a constructor: with two of them a history could not be read back.
    public static StageResult Of(StageOutcome outcome) => new(outcome, []);
}

public enum StageRunState
{
    /// <summary>Too few people may be asked; tried again daily.</summary>
    Blocked,
    Open,
    Closed,
}

/// <summary>A stage asked in one round.</summary>
/// <param name="Reminder">UTC; null for none.</param>
/// <param name="Due">UTC; then the undecided pass to delegates.</param>
/// <param name="DelegateDue">UTC; then the undecided count by the stage's policy.</param>
/// <param name="Result">When closed.</param>
public sealed record StageRun(
    string Stage, int Round, StageRunState State, DateTimeOffset OpenedAt, DateTimeOffset? Reminder, DateTimeOffset Due, DateTimeOffset DelegateDue, StageResult? Result = null);
