using FunctionsApp.Applications;

namespace FunctionsApp.Reviews;

public enum StageOutcome
{
    Passed,
    Rejected,
    Returned,

    /// <summary>The application was withdrawn meanwhile.</summary>
    Withdrawn,
}

public enum StageRunState
{
    /// <summary>Too few people may be asked; tried again daily.</summary>
    Blocked,
    Open,
    Closed,
}

/// <summary>A stage asked in one round.</summary>
/// <param name="Outcome">When closed.</param>
/// <param name="Items">What a return asks for; null otherwise.</param>
public sealed record StageRun(
    string Stage, int Round, StageRunState State, DateTimeOffset OpenedAt, StageOutcome? Outcome = null,
        IReadOnlyList<ReturnItem>? Items = null);
