using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Reviews;

public enum AssignmentState
{
    Open,
    Decided,

    /// <summary>Overdue and passed to someone else.</summary>
    Escalated,

    /// <summary>Undecided after the delegate's time: counts by the stage's policy.</summary>
    Lapsed,

    /// <summary>The stage closed without it.</summary>
    Cancelled,
}

/// <summary>One person's task in a stage.</summary>
/// <param name="Id">See <see cref="AssignmentId"/>.</param>
/// <param name="Round">Supplement round in which the stage was asked, 0 for the first time.</param>
/// <param name="Number">1 to m; a delegate of number n has n + m.</param>
/// <param name="Due">UTC; after it the task passes on.</param>
/// <param name="Replaces">Number of the overdue assignment that this one took over.</param>
public sealed record Assignment(
    string ApplicationId, string Stage, int Round, int Number, string Assignee, DateTimeOffset OpenedAt, DateTimeOffset Due, AssignmentState State, int? Replaces = null)
{
    public string Id => AssignmentId.Of(ApplicationId, Stage, Round, Number);
}

/// <summary>An assignment's id tells where its row is: <c>{applicationId}.{stage}.{round}.{number}</c>.</summary>
public sealed record AssignmentId(string ApplicationId, string Stage, int Round, int Number)
{
    public static string Of(string applicationId, string stage, int round, int number) => $"{applicationId}.{stage}.{round}.{number}";

    /// <summary>Null for anything that no assignment can be called.</summary>
    public static AssignmentId? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4 || !Ids.IsId(parts[0]) || parts[1].Length is 0 or > 60 || !parts[1].All(char.IsAsciiLetterOrDigit)) return null;
        if (!int.TryParse(parts[2], out var round) || !int.TryParse(parts[3], out var number)) return null;
        var id = new AssignmentId(parts[0], parts[1], round, number);
        // One spelling only: "01" would name the same task by another text.
        return Of(id.ApplicationId, id.Stage, id.Round, id.Number) == text ? id : null;
    }
}

public enum DecisionKind
{
    Approve,
    Reject,

    /// <summary>Back to the applicant with named corrections.</summary>
    Return,

    /// <summary>Counts for nothing; a quorum may become impossible by it.</summary>
    Abstain,
}

/// <summary>What an assignee decided; never changed.</summary>
/// <param name="Items">For Return only, at least one.</param>
/// <param name="Digest">What was decided about, see <see cref="ReviewDigest"/>.</param>
/// <param name="Trace">Of the request, see <see cref="Tracing.Current"/>.</param>
public sealed record Decision(
    string AssignmentId, string Stage, int Round, string Person, DecisionKind Kind, string? Comment, IReadOnlyList<ReturnItem> Items, string Digest, DateTimeOffset At, string? Trace = null);
