using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>An overdue assignment passed to a delegate, who has until it lapses.</summary>
/// <param name="To">Staff id of the delegate; null where no one could take over: then the assignee has the delegate's time.</param>
/// <param name="Replacement">Id of the delegate's assignment.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssignmentEscalated(string Assignment, string Step, int Round, string From, string? To, string? Replacement,
    DateTimeOffset Due) : ConfidentialFact, IOfAssignment;

/// <summary>Passes what is overdue to delegates, who have until it lapses.</summary>
public static class EscalateAssignments
{
    /// <summary>The assignments that change or come; escalating twice changes nothing.</summary>
    /// <param name="staff">Everyone, also those who left: they name their delegates.</param>
    /// <param name="inOrder">Those among them who may be asked now.</param>
    public static IReadOnlyList<(IReadOnlyList<Assignment> Next, AssignmentEscalated Fact)> Decide(
        IReadOnlyList<Assignment> assignments, Ask ask, IReadOnlyList<StaffMember> staff, IReadOnlyList<StaffMember> inOrder,
            DateTimeOffset at)
    {
        var waiting = inOrder.ToList();
        // As many as were asked: the plan may want another number by now, and a delegate's number must be free.
        var count = assignments.Of(ask).Count(assignment => assignment is { Replaces: null, GivenBy: null });
        // One that was handed over took a number, too.
        var taken = assignments.Of(ask).Select(assignment => assignment.Number).ToHashSet();
        var changes = new List<(IReadOnlyList<Assignment>, AssignmentEscalated)>();
        // Delegates' assignments, and those that no one could take over, are due when they lapse.
        foreach (var overdue in assignments.Of(ask).Where(assignment => assignment.State == AssignmentState.Open
            && assignment.Due < assignment.Lapses))
        {
            var successor = ChoosePeople.Delegate(staff.FirstOrDefault(member => member.Id == overdue.Assignee), waiting);
            if (successor is null)
            {
                changes.Add(([overdue with { Due = overdue.Lapses, Promised = Promised(overdue) }], Fact(overdue, null)));
                continue;
            }

            waiting.Remove(successor);
            var number = overdue.Number + count;
            while (!taken.Add(number)) number++;
            var replacement = Replacement(overdue, number, successor, at);
            changes.Add(([overdue with { State = AssignmentState.Escalated }, replacement], Fact(overdue, replacement)));
        }

        return changes;
    }

    /// <summary>The assignment of whoever takes over, until it lapses.</summary>
    /// <param name="number">That no assignment of the question has.</param>
    public static Assignment Replacement(Assignment left, int number, StaffMember successor, DateTimeOffset at) =>
        left.PassedTo(successor.Id, number, at) with { Due = left.Lapses, Replaces = left.Number, Promised = Promised(left) };

    // The delegate's own due time is a new promise; that it lapses later than at first stays known.
    private static Promise? Promised(Assignment overdue) => overdue.Promised is { } promise ? promise with { Due = overdue.Lapses } : null;

    private static AssignmentEscalated Fact(Assignment overdue, Assignment? replacement) =>
        new(overdue.Id, overdue.Ask.Step, overdue.Ask.Round, overdue.Assignee, replacement?.Assignee, replacement?.Id, overdue.Lapses);
}

public sealed class EscalateAssignmentsActivity(Questions questions)
{
    /// <summary>
    /// Passes on what is overdue and mails the delegates; where a notice has made the due time later, answers the ladder to wait for
    /// instead. Safe to run twice: an assignment escalates once, a letter has one id.
    /// </summary>
    [Function(nameof(EscalateAssignmentsActivity))]
    public Task<Ladder?> RunAsync([ActivityTrigger] AskAt overdue, CancellationToken cancellation) =>
        questions.Of(overdue.Ask).EscalateAsync(overdue.Ask, overdue.At, cancellation);
}
