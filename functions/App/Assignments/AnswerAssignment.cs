using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments;

/// <summary>What every kind of answer brings: the capability of the mailed link.</summary>
public interface IAnswer
{
    /// <summary>From the mailed link.</summary>
    string? Token { get; }
}

/// <summary>Who answers, and about what.</summary>
/// <param name="Digest">Of the content that the person was asked about, from the token.</param>
/// <param name="Trace">Of the request, see <see cref="Platform.Telemetry.Tracing.Current"/>.</param>
public sealed record Answering(string Person, string Digest, DateTimeOffset At, string? Trace = null);

/// <summary>The checks that every answer passes.</summary>
public static class AnswerAssignment
{
    /// <summary>The assignment, when it is this person's.</summary>
    /// <exception cref="ProblemException">not-found, not-assignee.</exception>
    public static Assignment Assigned(IReadOnlyList<Assignment> assignments, AssignmentId id, string person)
    {
        var assignment = assignments.FirstOrDefault(assignment => assignment.Ask == id.Ask && assignment.Number == id.Number)
            ?? throw PlatformProblems.NotFound.With();
        return assignment.Assignee == person ? assignment : throw AssignmentProblems.NotAssignee.With();
    }

    /// <summary>The assignment waits for an answer, on the content that the person was asked about.</summary>
    /// <param name="closed">Why the asking feature takes no answer any more; null while it does.</param>
    /// <param name="digest">Of the content as it is now.</param>
    /// <exception cref="ProblemException">assignment-closed with the reason, documents-changed.</exception>
    public static void RequireOpen(Assignment assignment, string? closed, string digest, string asked)
    {
        var reason = assignment.State switch
        {
            _ when closed == AssignmentProblems.Withdrawn => closed,
            AssignmentState.Escalated => "escalated",
            AssignmentState.Lapsed => "lapsed",
            AssignmentState.HandedOver => AssignmentProblems.HandedOver,
            AssignmentState.TakenOff => AssignmentProblems.TakenOff,
            AssignmentState.Decided => "decided",
            AssignmentState.Cancelled => AssignmentProblems.StageClosed,
            _ => closed,
        };
        if (reason is not null)
        {
            throw AssignmentProblems.AssignmentClosed.With(
                AssignmentProblems.Reason(reason), new Dictionary<string, object?> { ["reason"] = reason });
        }

        if (digest != asked) throw AssignmentProblems.DocumentsChanged.With();
    }
}
