using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Reviews;

/// <summary>What a person sends in.</summary>
/// <param name="Person">The signed-in caller.</param>
/// <param name="Digest">Of the content that the person was asked about, from the token.</param>
/// <param name="Trace">Of the request, see <see cref="Tracing.Current"/>.</param>
public sealed record DecisionCommand(string Person, string Digest, DecisionKind Kind, string? Comment, IReadOnlyList<ReturnItem> Items, string? Trace = null);

/// <summary>Whether a decision is taken.</summary>
public static class Deciding
{
    public const int MaxComment = 4000;
    public const int MaxReason = 1000;

    /// <summary>Records the decision; None when the same one is already recorded.</summary>
    /// <exception cref="ProblemException">
    /// not-found, not-assignee, already-decided, second-stage, assignment-closed, documents-changed, return-items, invalid-field; checked in this order.
    /// </exception>
    public static ReviewChange Decide(ReviewState state, string assignmentId, DecisionCommand command, DateTimeOffset at)
    {
        var assignment = Assigned(state, assignmentId, command.Person);
        if (state.Decisions.FirstOrDefault(decision => decision.AssignmentId == assignmentId) is { } earlier)
        {
            return IsSame(earlier, command) ? ReviewChange.None : throw ReviewProblems.AlreadyDecided.With();
        }

        if (state.Decisions.Any(decision => decision.Person == command.Person && decision.Stage != assignment.Stage)) throw ReviewProblems.SecondStage.With();
        RequireOpen(state, assignment, command.Digest);
        CheckContent(state.Application, command);

        var decision = new Decision(
            assignmentId, assignment.Stage, assignment.Round, command.Person, command.Kind, command.Comment, command.Items, command.Digest, at, command.Trace);
        var fact = new DecisionRecorded(assignmentId, decision.Stage, decision.Round, decision.Kind, [.. decision.Items.Select(item => item.Document)], decision.Digest);
        return new ReviewChange([new NewFact(nameof(DecisionRecorded), command.Person, fact)], [], [assignment with { State = AssignmentState.Decided }], decision);
    }

    /// <summary>The assignment, when it is this person's.</summary>
    /// <exception cref="ProblemException">not-found, not-assignee.</exception>
    public static Assignment Assigned(ReviewState state, string assignmentId, string person)
    {
        var assignment = state.Assignments.FirstOrDefault(assignment => assignment.Id == assignmentId) ?? throw PlatformProblems.NotFound.With();
        return assignment.Assignee == person ? assignment : throw ReviewProblems.NotAssignee.With();
    }

    /// <summary>The assignment can be decided, on the content that the person was asked about.</summary>
    /// <exception cref="ProblemException">assignment-closed with the reason, documents-changed.</exception>
    public static void RequireOpen(ReviewState state, Assignment assignment, string digest)
    {
        if (WhyClosed(state, assignment) is { } reason) throw ReviewProblems.AssignmentClosed.With(null, new Dictionary<string, object?> { ["reason"] = reason });
        if (ReviewDigest.Of(state.Application) != digest) throw ReviewProblems.DocumentsChanged.With();
    }

    private static string? WhyClosed(ReviewState state, Assignment assignment)
    {
        if (state.Application.Status == ApplicationStatus.Withdrawn) return "withdrawn";
        return assignment.State switch
        {
            AssignmentState.Escalated => "escalated",
            AssignmentState.Lapsed => "lapsed",
            AssignmentState.Decided => "decided",
            AssignmentState.Open when state.Application.Status == ApplicationStatus.Submitted => null,
            _ => "stage-closed",
        };
    }

    private static void CheckContent(Application application, DecisionCommand command)
    {
        if (command.Comment is { } comment) PlainText.Check("comment", comment, MaxComment);
        var valid = command.Kind == DecisionKind.Return
            ? command.Items.Count > 0
                && command.Items.DistinctBy(item => item.Document).Count() == command.Items.Count
                && command.Items.All(item => application.Slot(item.Document) is not null && !string.IsNullOrWhiteSpace(item.Reason) && item.Reason.Length <= MaxReason && PlainText.IsClean(item.Reason))
            : command.Items.Count == 0;
        if (!valid) throw ReviewProblems.ReturnItems.With();
    }

    private static bool IsSame(Decision earlier, DecisionCommand command) =>
        earlier.Kind == command.Kind && earlier.Comment == command.Comment && earlier.Items.ToHashSet().SetEquals(command.Items);
}
