using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Tasks;

public enum WarningTaskKind
{
    /// <summary>To confirm that the warning was read.</summary>
    Acknowledge,

    /// <summary>To do something about it and report (应急服务).</summary>
    Emergency,
}

public enum WarningTaskStatus
{
    /// <summary>The organisation is asked.</summary>
    Asked,

    Done,

    /// <summary>The organisation reported that it could not do it.</summary>
    NotDone,

    /// <summary>Not answered in time.</summary>
    Lapsed,

    /// <summary>Taken back, or the warning is not in force any more.</summary>
    Withdrawn,
}

/// <summary>What an organisation answered.</summary>
/// <param name="Text">Of an emergency task always; null where an acknowledgement has no remark.</param>
public sealed record WarningTaskReport(string By, bool IsDone, string? Text, DateTimeOffset At);

/// <summary>What one organisation is asked to do about a warning.</summary>
public sealed record WarningTask
{
    public required string Id { get; init; }

    public required string Warning { get; init; }

    /// <summary>Of the warning when it was assigned, marked where it is not in earnest.</summary>
    public required LocalizedText Headline { get; init; }

    public required WarningLevel Level { get; init; }

    public required WarningTaskKind Kind { get; init; }

    public required CreditCode Organisation { get; init; }

    /// <summary>As the register has it; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>What is to be done; null of an acknowledgement.</summary>
    public string? Text { get; init; }

    /// <summary>Who assigned it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When it lapses, UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    public WarningTaskStatus Status { get; init; }

    public WarningTaskReport? Report { get; init; }

    /// <summary>The organisation has no one who may be asked.</summary>
    public bool IsBlocked { get; init; }
}

/// <summary>A task with who is asked about it.</summary>
public sealed record WarningTaskState(WarningTask Task, IReadOnlyList<Assignment> Assignments);
