using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Alerts.Drafts;

public enum AlertDraftStatus
{
    /// <summary>Someone is asked to approve it.</summary>
    Drafted,

    /// <summary>It waits for its time.</summary>
    Approved,

    /// <summary>Not approved, or not in time.</summary>
    Rejected,

    /// <summary>Its author took it back.</summary>
    Withdrawn,

    Published,
}

public enum ApprovalDecision
{
    Approve,
    Reject,
}

/// <summary>The answer of who was asked.</summary>
/// <param name="Trace">Of the request, see <see cref="Tracing.Current"/>.</param>
public sealed record Approval(string By, ApprovalDecision Decision, string? Comment, DateTimeOffset At, string? Trace);

/// <summary>The published alert that a draft corrects.</summary>
public sealed record CorrectedAlert(string Id, LocalizedText Title);

/// <summary>An alert that an editor writes.</summary>
public sealed record AlertDraft
{
    public required string Id { get; init; }

    /// <summary>User id.</summary>
    public required string Author { get; init; }

    /// <summary>Codes, 1..n.</summary>
    public required IReadOnlyList<string> Sectors { get; init; }

    public required LocalizedText Title { get; init; }

    public required LocalizedText Text { get; init; }

    /// <summary>Not earlier; later where the approval comes later.</summary>
    public required DateTimeOffset PublishAt { get; init; }

    /// <summary>Null where it is no correction.</summary>
    public CorrectedAlert? Corrects { get; init; }

    /// <summary>Id of the last alert that corrected it; null for none.</summary>
    public string? CorrectedBy { get; init; }

    public AlertDraftStatus Status { get; init; }

    /// <summary>Null until it is given; stays null where nobody answered in time.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The record says that too few people may be asked to approve it.</summary>
    public bool IsBlocked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>SHA-256 of the request that made it: the same Idempotency-Key must bring the same request.</summary>
    public required string RequestHash { get; init; }
}

/// <summary>A draft with who was asked to approve it, read at one moment.</summary>
public sealed record AlertDraftState(AlertDraft Draft, IReadOnlyList<Assignment> Assignments);
