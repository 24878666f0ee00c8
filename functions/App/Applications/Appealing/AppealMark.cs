using System.Text.Json.Serialization;

namespace FunctionsApp.Applications.Appealing;

public enum AppealRuling
{
    /// <summary>The rejection stays.</summary>
    Dismissed,

    /// <summary>The review continues from the stage that rejected.</summary>
    Upheld,
}

/// <summary>That an application's rejection was appealed, and what came of it: what everyone sees who may see the application.</summary>
/// <param name="Stage">That rejected.</param>
/// <param name="Round">Of asking, in which it did; the rounds of a review after an appeal have higher numbers.</param>
/// <param name="At">UTC.</param>
/// <param name="Against">The appealed rejection, with its reasons.</param>
/// <param name="RejectedAt">UTC.</param>
public sealed record AppealMark(string Stage, int Round, DateTimeOffset At, Refusal Against, DateTimeOffset RejectedAt)
{
    /// <summary>Null while it is examined.</summary>
    public AppealRuling? Ruling { get; init; }

    /// <summary>UTC; null while it is examined.</summary>
    public DateTimeOffset? RuledAt { get; init; }

    /// <summary>No person may be asked to examine it; tried again daily.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBlocked { get; init; }
}
