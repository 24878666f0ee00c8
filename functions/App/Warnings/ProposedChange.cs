using System.Text.Json.Serialization;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>Other words, a higher level or the end of a warning in force, until someone other than the requester has verified it.</summary>
/// <param name="Round">Of the verification: 1 for the first change.</param>
/// <param name="By">User id of the requester.</param>
/// <param name="Level">As it would be.</param>
/// <param name="Expires">Likewise.</param>
/// <param name="Escalates">It raises the level.</param>
/// <param name="IsBlocked">The record says that too few officers may be asked.</param>
public sealed record ProposedChange(
    int Round, string By, DateTimeOffset At, WarningLevel Level, Wording Wording, DateTimeOffset? Expires, bool Escalates,
    bool IsBlocked = false)
{
    /// <summary>Why the warning is to be cancelled, for the public; null for any other change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public LocalizedText? Cancels { get; init; }
}

/// <summary>An officer's answer on a change.</summary>
/// <param name="RequestedBy">User id: never the officer.</param>
/// <param name="Comment">For the file, not for the public.</param>
public sealed record ChangeVerification(
    int Round, string RequestedBy, string By, VerificationDecision Decision, WarningLevel Level, string? Comment, DateTimeOffset At);
