using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments.Overseeing;

/// <summary>An overseer took a person off who had not answered; what waits for the answers looks again.</summary>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssigneeTakenOff(string Assignment, string Step, int Round, string Assignee) : ConfidentialFact, IOfAssignment;

/// <summary>Takes a person off who has not answered (减签), where the others suffice for what is needed.</summary>
public static class TakeOffAssignee
{
    /// <summary>None where the person is taken off already.</summary>
    /// <exception cref="ProblemException">not-found, assignment-closed, cannot-take-off.</exception>
    public static AskedChange Decide(AskedMatter matter, AssignmentId id)
    {
        var assignment = matter.Assignments.Of(id.Ask).FirstOrDefault(each => each.Number == id.Number)
            ?? throw PlatformProblems.NotFound.With();
        if (assignment.State == AssignmentState.TakenOff) return AskedChange.None;
        AnswerAssignment.RequireOpen(assignment, matter.Closed(assignment), "", "");
        if (!matter.MayGo(assignment)) throw AssignmentProblems.CannotTakeOff.With();
        return new AskedChange(
            [assignment with { State = AssignmentState.TakenOff }],
            [new AssigneeTakenOff(assignment.Id, matter.Ask.Step, matter.Ask.Round, assignment.Assignee)]);
    }
}
