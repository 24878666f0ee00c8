using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Reviews;

public enum DecisionKind
{
    Approve,
    Reject,

    /// <summary>Back to the applicant with named corrections.</summary>
    Return,

    /// <summary>Counts for nothing; a quorum may become impossible by it.</summary>
    Abstain,

    /// <summary>Back to an earlier stage, with the reason as comment.</summary>
    SendBack,
}

/// <summary>What an assignee decided; never changed, and at most taken back.</summary>
/// <param name="Assignment">Its id.</param>
/// <param name="Items">For Return only, at least one.</param>
/// <param name="Digest">What was decided about, see <see cref="ContentDigest"/>.</param>
/// <param name="Trace">Of the request, see <see cref="Tracing.Current"/>.</param>
public sealed record Decision(
    string Assignment,
    string Stage,
    int Round,
    string Person,
    DecisionKind Kind,
    [property: ErasedWith(ErasureStep.Content)] string? Comment,
    IReadOnlyList<ReturnItem> Items,
    string Digest,
    DateTimeOffset At,
    string? Trace = null)
{
    /// <summary>For SendBack only: name of the earlier stage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BackTo { get; init; }

    /// <summary>For Approve only: credit codes of the institutions to which it is referred; null where the choice is left to all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ReferTo { get; init; }

    /// <summary>How many decisions on the same assignment were taken back before it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Attempt { get; init; }

    /// <summary>When its assignee took it back, UTC; null while it counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? TakenBackAt { get; init; }
}
