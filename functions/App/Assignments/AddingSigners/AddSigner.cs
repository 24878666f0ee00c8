using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments.AddingSigners;

/// <summary>An assignee added a person to those who are asked. Why is no fact.</summary>
/// <param name="Added">Id of the added person's assignment.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record SignerAdded(
    string Assignment, string Step, int Round, string By, string Signer, string Added, SignerPlace Place, DateTimeOffset Due)
    : ConfidentialFact, IOfAssignment;

/// <summary>Body of an adding; the page's form sends the same by fields.</summary>
/// <param name="To">Id of one of those who may be added.</param>
/// <param name="Reason">Why; the signer reads it.</param>
public sealed record AddSignerForm(
    string To, SignerPlace? Place, [property: TextLimit(AddSigner.MaxReason, Multiline = true)] string Reason);

/// <summary>
/// Adds a signer to an open assignment (加签), by the due time that was promised: before oneself for an opinion, or after oneself for
/// one more approval.
/// </summary>
public static class AddSigner
{
    public const int MaxReason = 1000;

    /// <summary>Signers that can be added to one question.</summary>
    public const int Most = 3;

    /// <summary>None where the same person was added for the same already.</summary>
    /// <param name="refused">Why the kind of question does not allow it; null where it does.</param>
    /// <exception cref="ProblemException">
    /// not-found, not-assignee, assignment-closed, add-signer-refused, invalid-field; checked in this order.
    /// </exception>
    public static AskedChange Decide(
        AskedMatter matter, AssignmentId id, AddSignerForm form, string person, DateTimeOffset at, LocalizedText? refused = null)
    {
        var assignment = AnswerAssignment.Assigned(matter.Assignments, id, person);
        if (Find(matter.Assignments, assignment, form) is not null) return AskedChange.None;
        RequireMay(matter, assignment, refused);
        if (form.Place is not { } place || !Enum.IsDefined(place)) throw PlatformProblems.Invalid(
            "place", "应为前加签或后加签", "must be Before or After");
        var reason = PlainText.Check("reason", form.Reason, MaxReason);
        var signer = HandOverAssignment.Receivers(matter, BeijingTime.Day(at)).FirstOrDefault(member => member.Id == form.To)
            ?? throw PlatformProblems.Invalid("to", "请从名单中选择加签人", "must be one of the people on the list");
        var now = at.ToUniversalTime();
        var added = assignment.PassedTo(signer.Id, matter.Assignments.NextNumber(matter.Ask), now) with
        {
            Added = new Adding(assignment.Number, place, reason, Until(assignment, now)),
            // The due time is a new promise to the signer: what was made later before is no news.
            Promised = assignment.Promised is { } promise ? promise with { Due = assignment.Due } : null,
        };
        return new AskedChange(
            [added],
            [
                new SignerAdded(
                    assignment.Id, matter.Ask.Step, matter.Ask.Round, person, signer.Id, added.Id, place, added.Due),
            ]);
    }

    /// <summary>A signer may be added to the assignment now.</summary>
    /// <exception cref="ProblemException">assignment-closed, add-signer-refused.</exception>
    public static void RequireMay(AskedMatter matter, Assignment assignment, LocalizedText? refused)
    {
        AnswerAssignment.RequireOpen(assignment, matter.Closed(assignment), "", "");
        if (Refusal(matter.Assignments, assignment, refused) is { } why) throw AssignmentProblems.AddSignerRefused.With(why);
    }

    /// <summary>Why no signer can be added to an open assignment; null where one can.</summary>
    /// <param name="refused">Why the kind of question does not allow it; null where it does.</param>
    public static LocalizedText? Refusal(IReadOnlyList<Assignment> assignments, Assignment assignment, LocalizedText? refused) =>
        refused ?? (assignment.Added is not null ? AddSignerTexts.NoSignersOfSigners
            : assignments.Of(assignment.Ask).Count(IsFirst) >= Most ? AddSignerTexts.NoMore : null);

    /// <summary>The signer that was added so already; null for none.</summary>
    public static Assignment? Find(IReadOnlyList<Assignment> assignments, Assignment assignment, AddSignerForm form) =>
        assignments.Of(assignment.Ask).FirstOrDefault(each => IsFirst(each) && each.Assignee == form.To && each.Added is { } added
            && added.By == assignment.Number && added.Place == form.Place && added.Reason == PlainText.Kept(form.Reason));

    /// <summary>
    /// Those who were added to an assignment, also before it came to its assignee, by number; where one passed to another person, the
    /// other.
    /// </summary>
    public static IReadOnlyList<Assignment> Of(IReadOnlyList<Assignment> assignments, Assignment assignment)
    {
        var numbers = Hands(assignments.Of(assignment.Ask), assignment).ToHashSet();
        return
        [
            .. assignments.Of(assignment.Ask).Where(each => each.Added is { } added && numbers.Contains(added.By)
                && each.State is not (AssignmentState.Escalated or AssignmentState.HandedOver)),
        ];
    }

    /// <summary>No opinion is awaited before the assignment is answered.</summary>
    /// <exception cref="ProblemException">awaits-signer.</exception>
    public static void RequireNoneAwaited(IReadOnlyList<Assignment> assignments, Assignment assignment, DateTimeOffset at)
    {
        if (Awaited(assignments, assignment, at) is not { } until) return;
        var text = BeijingTime.Text(until);
        throw AssignmentProblems.AwaitsSigner.With(
            $"请等待加签人的意见，最迟至 {text}（北京时间）", $"Wait for the signer's opinion, at longest until {text} (Beijing time)");
    }

    /// <summary>Until when the answer waits for opinions at longest, UTC; null where none is awaited.</summary>
    public static DateTimeOffset? Awaited(IReadOnlyList<Assignment> assignments, Assignment assignment, DateTimeOffset at) =>
        Of(assignments, assignment)
            .Where(each => each is { IsOpinion: true, State: AssignmentState.Open } && at < each.Added!.WaitsUntil)
            .Max(each => (DateTimeOffset?)each.Added!.WaitsUntil);

    /// <summary>From whom a signer has the assignment; null where the plan asked it.</summary>
    public static (string From, Adding Adding)? Received(IReadOnlyList<Assignment> assignments, Assignment assignment) =>
        assignment.Added is { } added && assignments.Of(assignment.Ask).FirstOrDefault(each => each.Number == added.By) is { } adder
            ? (adder.Assignee, added) : null;

    /// <summary>Half of the time that is left: a signer's silence must leave the assignee time to answer.</summary>
    private static DateTimeOffset Until(Assignment assignment, DateTimeOffset at) =>
        assignment.Due > at ? (at + (assignment.Due - at) / 2).ToUniversalTime() : at;

    private static bool IsFirst(Assignment assignment) => assignment is { Added: not null, Replaces: null, GivenBy: null };

    /// <summary>Numbers of the assignment and of those that it came from.</summary>
    private static IEnumerable<int> Hands(IReadOnlyList<Assignment> asked, Assignment? assignment)
    {
        while (assignment is not null)
        {
            yield return assignment.Number;
            var before = assignment.Replaces ?? assignment.GivenBy;
            assignment = asked.FirstOrDefault(each => each.Number == before);
        }
    }
}
