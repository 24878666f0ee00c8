using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments.HandingOver;

/// <summary>An assignee gave an open assignment to another person. Why is no fact.</summary>
/// <param name="Replacement">Id of the other person's assignment.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssignmentHandedOver(
    string Assignment, string Step, int Round, string From, string To, string Replacement, DateTimeOffset Due)
    : ConfidentialFact, IOfAssignment;

/// <summary>Body of a handing over; the page's form sends the same by fields.</summary>
/// <param name="To">Id of one of the receivers.</param>
/// <param name="Reason">Why; the receiver reads it.</param>
public sealed record HandOverForm(
    string To, [property: TextLimit(HandOverAssignment.MaxReason, Multiline = true)] string Reason);

/// <summary>Gives an open assignment to another person (转办), who has until the times that were promised.</summary>
public static class HandOverAssignment
{
    public const int MaxReason = 1000;

    /// <summary>How often one assignment may pass from hand to hand.</summary>
    public const int Most = 3;

    /// <summary>Those to whom it may be given, by name: they may be asked, are not asked yet, and are in office.</summary>
    public static IReadOnlyList<StaffMember> Receivers(AskedMatter matter, DateOnly day) =>
    [
        .. matter.MayBeAsked().Where(member => !member.IsAway(day)).OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Id, StringComparer.Ordinal),
    ];

    /// <summary>None where it was given to the same person for the same reason already.</summary>
    /// <param name="refused">Why the kind of question does not allow it; null where it does.</param>
    /// <exception cref="ProblemException">
    /// not-found, not-assignee, already-handed-over, assignment-closed, hand-over-refused, invalid-field; checked in this order.
    /// </exception>
    public static AskedChange Decide(
        AskedMatter matter, AssignmentId id, HandOverForm form, string person, DateTimeOffset at, LocalizedText? refused = null)
    {
        var assignment = AnswerAssignment.Assigned(matter.Assignments, id, person);
        if (assignment.Given is { } earlier)
        {
            return earlier.To == form.To && earlier.Reason == PlainText.Kept(form.Reason)
                ? AskedChange.None : throw AssignmentProblems.AlreadyHandedOver.With();
        }

        RequireMay(matter, assignment, refused);
        var reason = PlainText.Check("reason", form.Reason, MaxReason);
        var to = Receivers(matter, BeijingTime.Day(at)).FirstOrDefault(member => member.Id == form.To)
            ?? throw PlatformProblems.Invalid("to", "请从名单中选择接收人", "must be one of the people on the list");
        var given = new Handing(to.Id, matter.Assignments.NextNumber(matter.Ask), reason, at.ToUniversalTime());
        var next = assignment.PassedTo(to.Id, given.Number, given.At) with
        {
            GivenBy = assignment.Number,
            // Their own due time is a new promise: what was made later before is no news to them.
            Promised = assignment.Promised is { } promise ? promise with { Due = assignment.Due } : null,
        };
        return new AskedChange(
            [assignment with { State = AssignmentState.HandedOver, Given = given }, next],
            [
                new AssignmentHandedOver(
                    assignment.Id, matter.Ask.Step, matter.Ask.Round, person, to.Id, next.Id, assignment.Due),
            ]);
    }

    /// <summary>The assignment may be given away now.</summary>
    /// <exception cref="ProblemException">assignment-closed, hand-over-refused.</exception>
    public static void RequireMay(AskedMatter matter, Assignment assignment, LocalizedText? refused)
    {
        AnswerAssignment.RequireOpen(assignment, matter.Closed(assignment), "", "");
        if (refused is not null) throw AssignmentProblems.HandOverRefused.With(refused);
        if (Handings(matter.Assignments, assignment) >= Most) throw AssignmentProblems.HandOverRefused.With(
            $"已转办 {Most} 次，不能再转办", $"It was handed over {Most} times already");
    }

    /// <summary>From whom the assignee has it, and why; null where it was not handed over.</summary>
    public static (string From, Handing Handing)? Received(IReadOnlyList<Assignment> assignments, Assignment assignment) =>
        Giver(assignments, assignment) is { Given: { } given } giver ? (giver.Assignee, given) : null;

    private static int Handings(IReadOnlyList<Assignment> assignments, Assignment assignment) =>
        Giver(assignments, assignment) is { } giver ? 1 + Handings(assignments, giver) : 0;

    private static Assignment? Giver(IReadOnlyList<Assignment> assignments, Assignment assignment) => assignment.GivenBy is { } number
        ? assignments.FirstOrDefault(each => each.Ask == assignment.Ask && each.Number == number) : null;
}
