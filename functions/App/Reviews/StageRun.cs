using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews;

public enum StageOutcome
{
    Passed,
    Rejected,
    Returned,

    /// <summary>The application was withdrawn meanwhile.</summary>
    Withdrawn,

    /// <summary>Back to an earlier stage, which is asked again with all after it.</summary>
    SentBack,
}

public enum StageRunState
{
    /// <summary>Too few people may be asked; tried again daily.</summary>
    Blocked,
    Open,
    Closed,
}

/// <summary>A stage asked in one round.</summary>
/// <param name="Round">0 for the first; each return and each sending back begins one.</param>
/// <param name="Outcome">When closed.</param>
/// <param name="Items">What a return asks for; null otherwise.</param>
public sealed record StageRun(
    string Stage, int Round, StageRunState State, DateTimeOffset OpenedAt, StageOutcome? Outcome = null,
        IReadOnlyList<ReturnItem>? Items = null)
{
    /// <summary>Name of the earlier stage that it sent the application back to; null where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BackTo { get; init; }

    /// <summary>When the stage's answers are due, UTC; null where only its assignments have times.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Due { get; init; }

    /// <summary>Points of a closed stage that scores; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Score { get; init; }

    /// <summary>Yuan that a closed stage reserved for the application; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Amount { get; init; }

    /// <summary>When its promised time was found to be over, UTC; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>Why it rejected, as the applicant reads it, without names; null where decisions say so.</summary>
    [ErasedWith(ErasureStep.Content)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }
}
