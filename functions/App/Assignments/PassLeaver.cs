using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments;

/// <summary>An open assignment passed to someone else: its assignee left.</summary>
/// <param name="To">Staff id of the successor; null where no one could take over: then it stays where it is, and is listed.</param>
/// <param name="Replacement">Id of the successor's assignment.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssignmentPassedOn(string Assignment, string Step, int Round, string From, string? To, string? Replacement,
    DateTimeOffset Due) : ConfidentialFact, IOfAssignment;

/// <summary>Passes on what a person who left was asked, before it is due.</summary>
public static class PassLeaver
{
    /// <summary>The assignments that change or come; null where none does: passing on twice changes nothing.</summary>
    /// <param name="asked">Of one question.</param>
    /// <param name="staff">Everyone, also those who left: they name their delegates.</param>
    /// <param name="inOrder">Those among them who may be asked now.</param>
    /// <param name="replacement">The assignment of a successor.</param>
    public static (IReadOnlyList<Assignment> Next, AssignmentPassedOn Fact)? Decide(
        IReadOnlyList<Assignment> asked, string person, IReadOnlyList<StaffMember> staff, IReadOnlyList<StaffMember> inOrder,
        Func<Assignment, StaffMember, Assignment> replacement)
    {
        // A person has at most one open assignment of a question.
        if (asked.FirstOrDefault(each => each.State == AssignmentState.Open && each.Assignee == person) is not { } left) return null;
        var waiting = inOrder.Where(member => member.Id != person).ToList();
        if (ChoosePeople.Delegate(staff.FirstOrDefault(member => member.Id == person), waiting) is { } successor)
        {
            var next = replacement(left, successor);
            return ([left with { State = AssignmentState.Escalated }, next], Fact(left, next));
        }

        return left.IsUnassigned ? null : ([left with { IsUnassigned = true }], Fact(left, null));
    }

    /// <summary>As an overdue assignment passes on: the successor has until it lapses.</summary>
    public static Func<Assignment, StaffMember, Assignment> ByEscalation(IReadOnlyList<Assignment> asked, DateTimeOffset at) =>
        (left, successor) => EscalateAssignments.Replacement(left, asked.NextNumber(left.Ask), successor, at);

    private static AssignmentPassedOn Fact(Assignment left, Assignment? next) => new(
        left.Id, left.Ask.Step, left.Ask.Round, left.Assignee, next?.Assignee, next?.Id, next?.Due ?? left.Due);
}

/// <summary>Passes on everything that a person who left was asked, whatever for.</summary>
public sealed class PassLeavers(Questions questions, Lists lists, PeopleDesk people)
{
    /// <summary>Nothing while the person is active. Safe to run twice: an assignment passes once, a letter has one id.</summary>
    public async Task PassAsync(string person, CancellationToken cancellation)
    {
        // The directory may be a minute old; the person may be back before the fact is read.
        if (!(await people.GetAsync(person, cancellation)).Person.HasLeft) return;
        var asks = new HashSet<Ask>();
        await foreach (var line in lists.ReadAllAsync(AssignmentIndex.OfPerson, person, cancellation))
        {
            // Lines of earlier versions have no question.
            if (line.Ask is { } ask) asks.Add(ask);
        }

        foreach (var ask in asks)
        {
            var question = questions.Of(ask);
            await question.PassOnAsync(ask, person, cancellation);
            var next = question.AskOfSuccessor(ask);
            await questions.Of(next).MailSuccessorsAsync(next, cancellation);
        }
    }
}
