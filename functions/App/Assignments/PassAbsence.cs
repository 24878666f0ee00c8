using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Assignments;

/// <summary>A person who would have been asked is out of office.</summary>
/// <param name="Assignment">Id of the assignment that was opened.</param>
/// <param name="Away">Staff id of the person.</param>
/// <param name="To">Staff id of the delegate who is asked instead; null where none could be: then the person is asked.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AssigneeAway(string Assignment, string Step, int Round, string Away, string? To) : ConfidentialFact, IOfAssignment;

/// <summary>Passes a question to the delegate of a person who is out of office (不在岗), at the moment it is asked.</summary>
public static class PassAbsence
{
    /// <summary>
    /// The people in order, each of the first who is out of office replaced by the nearest delegate in office. A chain of delegates that
    /// loops, ends, or comes to someone who may not be asked or is asked already leaves the person in place.
    /// </summary>
    /// <param name="inOrder">From <see cref="ChoosePeople"/>.</param>
    /// <param name="count">People asked at the same time.</param>
    /// <param name="day">In Shenzhen.</param>
    public static IReadOnlyList<StaffMember> Decide(IReadOnlyList<StaffMember> inOrder, int count, DateOnly day)
    {
        var asked = inOrder.Take(count).ToList();
        for (var place = 0; place < asked.Count; place++)
        {
            if (asked[place].IsAway(day) && StandIn(asked[place], inOrder, asked, day) is { } standIn) asked[place] = standIn;
        }

        var chosen = asked.Select(member => member.Id).ToHashSet();
        return [.. asked, .. inOrder.Where(member => !chosen.Contains(member.Id))];
    }

    /// <summary>What is to be said of each person out of office who was to be asked.</summary>
    /// <param name="opened">The new assignments, in order of their numbers; empty where too few may be asked.</param>
    /// <param name="inOrder">As <see cref="Decide"/> was given it.</param>
    public static IEnumerable<AssigneeAway> Facts(
        IReadOnlyList<Assignment> opened, IReadOnlyList<StaffMember> inOrder, DateOnly day) =>
        from pair in opened.Zip(inOrder)
        where pair.Second.IsAway(day)
        select new AssigneeAway(
            pair.First.Id, pair.First.Ask.Step, pair.First.Ask.Round, pair.Second.Id,
            pair.First.Assignee == pair.Second.Id ? null : pair.First.Assignee);

    /// <summary>Those in office; everyone where no one is.</summary>
    public static IReadOnlyList<StaffMember> InOffice(IReadOnlyList<StaffMember> inOrder, DateOnly day) =>
        inOrder.Any(member => !member.IsAway(day)) ? [.. inOrder.Where(member => !member.IsAway(day))] : inOrder;

    private static StaffMember? StandIn(
        StaffMember away, IReadOnlyList<StaffMember> inOrder, IReadOnlyList<StaffMember> asked, DateOnly day)
    {
        var passed = new HashSet<string> { away.Id };
        for (var at = away; at.Delegate is { } next && passed.Add(next);)
        {
            if (inOrder.FirstOrDefault(member => member.Id == next) is not { } candidate) return null;
            if (!candidate.IsAway(day)) return asked.Any(member => member.Id == candidate.Id) ? null : candidate;
            at = candidate;
        }

        return null;
    }
}
