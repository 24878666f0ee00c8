using System.Text.Json.Serialization;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Signing;

/// <summary>How the asking for a signature ended.</summary>
public enum SigningOutcome
{
    /// <summary>The application is submitted.</summary>
    Signed,

    /// <summary>A draft again, with the signatory's reasons.</summary>
    Returned,

    /// <summary>A draft again: a drafter took it back.</summary>
    Recalled,

    /// <summary>A draft again: it was not signed in time.</summary>
    Lapsed,

    /// <summary>The application is withdrawn.</summary>
    Withdrawn,
}

/// <summary>One asking for the organisation's signature (单位审核).</summary>
/// <param name="Round">0 for the first.</param>
/// <param name="By">User id of the drafter who sent it.</param>
/// <param name="SentAt">UTC: by it the guide's deadline and the conditions are judged.</param>
/// <param name="Content">What is signed, see <see cref="ContentDigest"/>.</param>
public sealed record SigningRound(int Round, string By, DateTimeOffset SentAt, string Content)
{
    /// <summary>Null while it is asked.</summary>
    public SigningOutcome? Outcome { get; init; }

    /// <summary>User id of the signatory who answered; null where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Signatory { get; init; }

    /// <summary>Why it was returned; null otherwise.</summary>
    [ErasedWith(ErasureStep.Content)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>When the signatory answered, UTC; null where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>No signatory could be asked; it is tried again daily.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBlocked { get; init; }
}
