using System.Security.Cryptography;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Warnings;

/// <summary>Levels in rising order. The programme's own scheme, not the statutory one of emergency law.</summary>
public enum WarningLevel
{
    Blue,
    Yellow,
    Orange,
    Red,
}

public enum WarningStatus
{
    /// <summary>An officer is asked whether it is true.</summary>
    Draft,

    /// <summary>Confirmed; publication is under way.</summary>
    Verified,

    /// <summary>In force.</summary>
    Published,

    /// <summary>An officer found it untrue.</summary>
    Dismissed,

    /// <summary>Nobody verified it in time.</summary>
    Lapsed,

    Cancelled,
    Expired,
}

public enum VerificationDecision
{
    Confirm,
    Dismiss,
}

/// <summary>An officer's answer.</summary>
/// <param name="Level">As confirmed; for a dismissal the signal's.</param>
/// <param name="Comment">For the file, not for the public.</param>
public sealed record Verification(string By, VerificationDecision Decision, WarningLevel Level, string? Comment, DateTimeOffset At);

/// <summary>An early-warning notice: the warning row.</summary>
/// <param name="Level">As it stands now; before verification the signal's.</param>
/// <param name="Verifier">Staff id of who is asked now; null before anyone is.</param>
/// <param name="Attempt">1 the officer, 2 the delegate; 0 before anyone is asked.</param>
/// <param name="Expires">Moment from which it is not in force; null until publication settles it.</param>
/// <param name="Messages">Published messages in order: what the next one refers to.</param>
/// <param name="Head">End of the fact chain.</param>
/// <param name="ETag">Of the row as read; empty for a new one.</param>
public sealed record Warning(
    string Id,
    string Source,
    string ExternalId,
    string Sector,
    string? District,
    string? Indicator,
    decimal? Value,
    Urgency? Urgency,
    Certainty? Certainty,
    string Reporter,
    WarningTexts Texts,
    WarningLevel Level,
    WarningStatus Status,
    string? Verifier,
    int Attempt,
    Verification? Verification,
    DateTimeOffset CreatedAt,
    DateTimeOffset? Expires,
    IReadOnlyList<CapReference> Messages,
    FactHead Head,
    string ETag)
{
    /// <summary>Said wherever a level is shown.</summary>
    public static readonly LocalizedText Scheme = new(
        "预警等级（蓝、黄、橙、红）为本计划自定，并非法定的突发事件预警等级。",
        "The level (Blue, Yellow, Orange, Red) is this programme's own scheme, not a statutory emergency warning level.");

    /// <summary>Whether the public may know of it.</summary>
    public bool IsPublic => Messages.Count > 0;

    /// <summary>SHA-256 hex of what an officer is asked to verify.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { Id, Source, ExternalId, Sector, District, Indicator, Value, Texts }, AppJson.Options)));
}
