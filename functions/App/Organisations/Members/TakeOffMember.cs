using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Organisations.Members;

/// <summary>A signatory took a person off the organisation's people.</summary>
public sealed record MemberTakenOff(string Person) : Fact;

/// <summary>Takes a person off an organisation's people, and never its last signatory.</summary>
/// <remarks>
/// Decided in the organisation's record before the person's entry changes: of two signatories who take each other off at once, one is
/// refused.
/// </remarks>
public static class TakeOffMember
{
    /// <param name="signatories">User ids of those who sign for the organisation by the register.</param>
    /// <exception cref="ProblemException">last-signatory.</exception>
    public static Change<Organisation> Decide(Organisation organisation, string person, IReadOnlySet<string> signatories, string actor)
    {
        var off = organisation.Members.Where(member => member.IsOff).Select(member => member.Person).ToHashSet();
        if (signatories.Contains(person) && !signatories.Any(other => other != person && !off.Contains(other)))
        {
            throw MemberProblems.LastSignatory.With();
        }

        return off.Contains(person) ? Change.None(organisation)
            : Change.To(organisation.With(new Member(person, [])), actor, new MemberTakenOff(person));
    }

    /// <summary>Whether a person may name and take off others: a signatory by the sign-in whom the register does not deny it.</summary>
    /// <param name="entry">The person's own in the register; null for none.</param>
    public static bool May(Caller caller, StaffMember? entry) => caller.Is(Role.Signatory)
        && (entry is null || (!entry.HasLeft && entry.Organisation == caller.Organisation && entry.Roles.Contains(Role.Signatory)));
}
