using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;

namespace FunctionsApp.WhitePapers;

public enum WhitePaperStatus
{
    /// <summary>An editor is asked to approve it.</summary>
    Drafted,

    Approved,

    /// <summary>Not approved, or not in time.</summary>
    Rejected,

    Published,
}

/// <summary>The editor's answer.</summary>
/// <param name="Trace">Of the request.</param>
public sealed record PaperApproval(
    string By, ApprovalDecision Decision, string? Comment, LocalizedText? Foreword, DateTimeOffset At, string? Trace);

/// <summary>That an editor has a rejected paper prepared again.</summary>
public sealed record PaperReopening(string By, DateTimeOffset At);

/// <summary>A white paper of a quarter or a year.</summary>
public sealed record WhitePaper
{
    public required string Id { get; init; }

    /// <summary>2026-Q3 or 2026.</summary>
    public required string Period { get; init; }

    /// <summary>1; more where an earlier one was rejected.</summary>
    public required int Edition { get; init; }

    /// <summary>Digest of the released tables that it was made of.</summary>
    public required string Tables { get; init; }

    /// <summary>SHA-256 of its content, which is stored by that name.</summary>
    public required string Content { get; init; }

    public WhitePaperStatus Status { get; init; }

    /// <summary>Null until it is given; stays null where no one answered in time.</summary>
    public PaperApproval? Approval { get; init; }

    /// <summary>Null unless an editor has it prepared again after it was rejected.</summary>
    public PaperReopening? Reopened { get; init; }

    /// <summary>The record says that too few people may be asked to approve it.</summary>
    public bool IsBlocked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>SHA-256 of the published document, which is stored by that name; null before.</summary>
    public string? Document { get; init; }

    public static string IdOf(string period, int edition) => Ids.From("white-paper", period, $"{edition}");
}

/// <summary>A paper with who was asked to approve it, read at one moment.</summary>
public sealed record WhitePaperState(WhitePaper Paper, IReadOnlyList<Assignment> Assignments);
