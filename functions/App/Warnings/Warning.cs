using FunctionsApp.Assignments;

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

    /// <summary>Not verified in time.</summary>
    Lapsed,

    Cancelled,
    Expired,
}

public enum VerificationDecision
{
    Confirm,
    Dismiss,
}

/// <summary>Where a signal came from.</summary>
/// <param name="Source">System or office; with <paramref name="ExternalId"/> it names the signal for good.</param>
/// <param name="Reporter">User id, or the name of the function that received it.</param>
public sealed record Origin(string Source, string ExternalId, string Reporter);


/// <summary>What a warning rests on.</summary>
/// <param name="Indicator">Name of the statistical indicator behind it.</param>
/// <param name="Value">The indicator's value, in its own unit.</param>
/// <param name="Urgency">As the signal has it; a published message always has one.</param>
/// <param name="Certainty">Likewise.</param>
public sealed record Evidence(string? Indicator, decimal? Value, Urgency? Urgency, Certainty? Certainty);

/// <summary>An officer's answer.</summary>
/// <param name="Level">As confirmed; for a dismissal the signal's.</param>
/// <param name="Comment">For the file, not for the public.</param>
public sealed record Verification(string By, VerificationDecision Decision, WarningLevel Level, string? Comment, DateTimeOffset At);

/// <summary>An early warning.</summary>
public sealed record Warning
{
    public required string Id { get; init; }

    public required Origin Origin { get; init; }

    public required Scope Scope { get; init; }

    public required Evidence Evidence { get; init; }

    public required Wording Wording { get; init; }

    /// <summary>As it is now; before verification the signal's.</summary>
    public required WarningLevel Level { get; init; }

    public WarningStatus Status { get; init; }

    public Verification? Verification { get; init; }

    /// <summary>A change that waits for its verification; null for none.</summary>
    public ProposedChange? Proposed { get; init; }

    /// <summary>Changes that were ever proposed: each has a round of verification of its own.</summary>
    public int Rounds { get; init; }

    /// <summary>Answers on changes, in order.</summary>
    public IReadOnlyList<ChangeVerification> Verifications { get; init; } = [];

    /// <summary>The record says that too few officers may be asked to verify it.</summary>
    public bool IsBlocked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is in earnest; decided when it was drafted, so that an exercise is never published as anything else.</summary>
    public CapStatus CapStatus { get; init; }

    /// <summary>The signal as it came: the same source and id with another content is refused. Null where it was not kept.</summary>
    public Signal? Signal { get; init; }

    /// <summary>What a CAP alert stated beside the signal, for those who verify; null for a signal of another form.</summary>
    public Arrival? Arrival { get; init; }

    /// <summary>Moment from which it is not in force; null while neither the signal nor the publication has set one.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The published messages in order, as the next one refers to them.</summary>
    public IReadOnlyList<CapReference> Messages { get; init; } = [];

    /// <summary>Whether the public may know of it.</summary>
    public bool IsPublic => Messages.Count > 0;
}

/// <summary>A warning with its published messages and who was asked to verify it, read at one moment.</summary>
/// <param name="Messages">By number.</param>
public sealed record WarningState(Warning Warning, IReadOnlyList<WarningMessage> Messages, IReadOnlyList<Assignment> Assignments);
