using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>A person is asked.</summary>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssignmentOpened(string Assignment, string Step, int Round, string Assignee, DateTimeOffset Due)
    : ConfidentialFact, IOfAssignment;

/// <summary>Too few people may be asked: the question is tried again daily, until an operator adds someone to the directory.</summary>
[ShownAs(Right.Course)]
public sealed record AssignmentsBlocked(string Step, int Round, int Needed, int Eligible) : Fact;

public enum OpeningState
{
    /// <summary>People are asked.</summary>
    Asked,

    /// <summary>Too few people may be asked; tried again daily.</summary>
    Blocked,

    /// <summary>There is nothing to ask any more.</summary>
    Over,
}

/// <param name="Ladder">Of those who are asked.</param>
/// <param name="GiveUp">Of a blocked question: when it is given up; null to wait for people.</param>
public sealed record Opening(OpeningState State, Ladder? Ladder = null, DateTimeOffset? GiveUp = null);

/// <summary>Asks people: all that the plan needs, or none.</summary>
public static class OpenAssignments
{
    /// <summary>The new assignments; empty when too few may be asked.</summary>
    /// <param name="inOrder">From <see cref="ChoosePeople"/>.</param>
    /// <param name="edition">Of the calendar that the ladder was counted by; null where it goes by the clock.</param>
    public static IReadOnlyList<Assignment> Decide(Ask ask, AskPlan plan, Ladder ladder, IReadOnlyList<StaffMember> inOrder,
        DateTimeOffset at, string? edition = null) =>
        inOrder.Count < plan.Count ? [] :
        [
            .. inOrder.Take(plan.Count).Select((member, index) => new Assignment
            {
                Ask = ask,
                Number = index + 1,
                Assignee = member.Id,
                OpenedAt = at,
                Due = ladder.Due,
                Lapses = ladder.Lapse,
                Calendar = edition,
                About = plan.About,
            }),
        ];

    public static AssignmentOpened Fact(Assignment assignment) =>
        new(assignment.Id, assignment.Ask.Step, assignment.Ask.Round, assignment.Assignee, assignment.Due);
}

public sealed class OpenAssignmentsActivity(Questions questions)
{
    /// <summary>Asks and mails. Safe to run twice: a question has one row a person, a letter one id.</summary>
    [Function(nameof(OpenAssignmentsActivity))]
    public Task<Opening> RunAsync([ActivityTrigger] AskAt open, CancellationToken cancellation) =>
        questions.Of(open.Ask).OpenAsync(open.Ask, open.At, cancellation);
}
