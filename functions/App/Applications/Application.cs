using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Applications;

public enum ApplicationStatus
{
    /// <summary>The applicant fills the document slots.</summary>
    Draft,

    /// <summary>The review runs.</summary>
    Submitted,

    /// <summary>Sent back for named corrections; the review waits.</summary>
    Returned,

    Approved,
    Rejected,
    Withdrawn,
}

/// <summary>Who applies.</summary>
/// <param name="Person">User id of the drafter.</param>
/// <param name="District">Of the organisation.</param>
public sealed record Applicant(string Person, string Email, Language Language, CreditCode Organisation, string District);

/// <summary>What is applied for.</summary>
/// <param name="Amount">Yuan asked for; 0 where nothing is granted.</param>
public sealed record Subject(string Title, string Sector, decimal Amount);

/// <summary>A document that a reviewer asks to be corrected.</summary>
public sealed record ReturnItem(string Document, string Reason);

/// <summary>A round of corrections.</summary>
/// <param name="Round">1 for the first; 0 while there was none.</param>
/// <param name="Items">What the round asks for; they stay when it is answered.</param>
public sealed record Supplement(int Round, IReadOnlyList<ReturnItem> Items)
{
    public static readonly Supplement None = new(0, []);
}

/// <summary>One organisation's request under one definition version.</summary>
public sealed record Application
{
    public required string Id { get; init; }

    public required string Programme { get; init; }

    /// <summary>Of the definition that it was drafted under and keeps.</summary>
    public required int Version { get; init; }

    public required Applicant Applicant { get; init; }

    public required Subject Subject { get; init; }

    public ApplicationStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>For the first time, UTC.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it was approved, rejected or withdrawn, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    public Supplement Supplement { get; init; } = Supplement.None;

    public required IReadOnlyList<SlotState> Slots { get; init; }

    /// <summary>SHA-256 of the request that drafted it: the same Idempotency-Key must bring the same request.</summary>
    public string? RequestHash { get; init; }

    public SlotState? Slot(string type) => Slots.FirstOrDefault(slot => slot.Type == type);

    public bool IsOver => Status is ApplicationStatus.Approved or ApplicationStatus.Rejected or ApplicationStatus.Withdrawn;

    /// <summary>What the applicant is asked to correct now.</summary>
    public IReadOnlyList<ReturnItem> Returned => Status == ApplicationStatus.Returned ? Supplement.Items : [];
}
