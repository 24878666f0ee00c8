using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments.Overseeing;

/// <summary>An overseer had a person reminded who has not answered.</summary>
/// <param name="Day">Working day for which it counts.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssigneeReminded(string Assignment, string Step, int Round, string Assignee, DateOnly Day)
    : ConfidentialFact, IOfAssignment;

/// <summary>Has those reminded who have not answered (催办): each once a working day, whoever asks for it and how often.</summary>
public static class RemindNow
{
    /// <summary>None where all of them were reminded for that day already.</summary>
    /// <param name="day">From <see cref="DayOf"/>.</param>
    /// <exception cref="ProblemException">assignment-closed: no one is asked any more.</exception>
    public static AskedChange Decide(AskedMatter matter, DateOnly day)
    {
        var open = Open(matter);
        if (open.Count == 0) throw AssignmentProblems.AssignmentClosed.With(
            AssignmentProblems.Reason(AssignmentProblems.StageClosed),
            new Dictionary<string, object?> { ["reason"] = AssignmentProblems.StageClosed });
        var due = open.Where(assignment => !(assignment.Reminded >= day)).ToList();
        return new AskedChange(
            [.. due.Select(assignment => assignment with { Reminded = day })],
            [
                .. due.Select(assignment => new AssigneeReminded(
                    assignment.Id, matter.Ask.Step, matter.Ask.Round, assignment.Assignee, day)),
            ]);
    }

    /// <summary>Those who have not answered, by number.</summary>
    public static IReadOnlyList<Assignment> Open(AskedMatter matter) =>
    [
        .. matter.Assignments.Of(matter.Ask)
            .Where(assignment => assignment.State == AssignmentState.Open && matter.Closed(assignment) is null),
    ];

    /// <summary>The working day of a moment; between two of them the next one.</summary>
    public static DateOnly DayOf(DateTimeOffset at, WorkingCalendar calendar)
    {
        var day = BeijingTime.Day(at);
        return calendar.IsWorkingDay(day) ? day : calendar.Add(day, 1);
    }
}
