using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Assignments;

/// <summary>An assignment's times became later: a holiday notice was entered or amended after it was opened.</summary>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssignmentPostponed(
    string Assignment, string Step, int Round, string Assignee, DateTimeOffset Due, DateTimeOffset Lapses)
    : ConfidentialFact, IOfAssignment;

/// <summary>
/// Gives open assignments the times of the calendar as it is now, where they were counted by another; none earlier than promised.
/// </summary>
public static class PostponeAssignments
{
    /// <summary>
    /// A postponement is a day or more; a difference below this is one between clocks, and an orchestration must not wait again for it.
    /// </summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>Those that become later; empty where the times go by the clock.</summary>
    /// <param name="assignments">Of the subject.</param>
    public static IReadOnlyList<Assignment> Decide(
        IReadOnlyList<Assignment> assignments, Ask ask, LadderPolicy policy, WorkingCalendar calendar)
    {
        if (assignments.Of(ask) is not [{ OpenedAt: var opened }, ..] || policy.Edition(opened, calendar) is not { } edition) return [];
        var ladder = policy.Start(opened, calendar);
        return
        [
            .. assignments.Of(ask).Where(assignment => assignment.State == AssignmentState.Open && !IsBy(assignment, calendar))
                .Select(assignment => (Before: assignment, After: Later(assignment, ladder) with { Calendar = edition }))
                .Where(change => change.After.Lapses > change.Before.Lapses || change.After.Due > change.Before.Due)
                .Select(change => change.After),
        ];
    }

    /// <summary>The ladder of those who wait, where a notice made it later; null where none did.</summary>
    /// <param name="asked">Of the question.</param>
    public static Ladder? Later(
        IReadOnlyList<Assignment> asked, LadderPolicy policy, IReadOnlyList<Assignment> waiting, WorkingCalendar calendar) =>
        waiting.FirstOrDefault(assignment => assignment.Promised is not null) is not { } postponed ? null
            : policy.Start(asked[0].OpenedAt, calendar) with { Due = postponed.Due, Lapse = postponed.Lapses };

    public static AssignmentPostponed Fact(Assignment assignment) => new(
        assignment.Id, assignment.Ask.Step, assignment.Ask.Round, assignment.Assignee, assignment.Due, assignment.Lapses);

    // Opened by a version that kept no edition: by whatever it was counted, it may not be this calendar.
    private static bool IsBy(Assignment assignment, WorkingCalendar calendar) =>
        assignment.Calendar is { } edition && calendar.IsCurrent(edition);

    private static Assignment Later(Assignment assignment, Ladder ladder)
    {
        var lapses = Max(assignment.Lapses, ladder.Lapse);
        // A delegate's assignment, and one that no one could take over, is due when it lapses.
        var due = assignment.Due == assignment.Lapses ? lapses : Max(assignment.Due, ladder.Due);
        return assignment with
        {
            Due = due, Lapses = lapses, Promised = assignment.Promised ?? new Promise(assignment.Due, assignment.Lapses),
        };
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
