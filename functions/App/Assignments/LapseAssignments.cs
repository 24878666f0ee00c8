using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>An assignment stayed unanswered after the delegate's time.</summary>
/// <param name="CountsAs">By the rule of the asking feature; null where it counts for nothing.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssignmentLapsed(string Assignment, string Step, int Round, string Assignee, string? CountsAs = null)
    : ConfidentialFact, IOfAssignment;

/// <summary>Ends the waiting for what the delegates left unanswered.</summary>
public static class LapseAssignments
{
    public static IReadOnlyList<Assignment> Decide(IReadOnlyList<Assignment> assignments, Ask ask) =>
    [
        .. assignments.Where(assignment => assignment.Ask == ask && assignment.State == AssignmentState.Open)
            .Select(assignment => assignment with { State = AssignmentState.Lapsed }),
    ];

    public static AssignmentLapsed Fact(Assignment assignment, string? countsAs) =>
        new(assignment.Id, assignment.Ask.Step, assignment.Ask.Round, assignment.Assignee, countsAs);
}

public sealed class LapseAssignmentsActivity(Questions questions)
{
    /// <summary>Ends the waiting; where a notice has made it longer, answers the ladder to wait for instead. Safe to run twice.</summary>
    [Function(nameof(LapseAssignmentsActivity))]
    public Task<Ladder?> RunAsync([ActivityTrigger] Ask ask, CancellationToken cancellation) =>
        questions.Of(ask).LapseAsync(ask, cancellation);
}
