using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Organisations.Members;

/// <summary>Reads and changes the people of an organisation for its API and its page.</summary>
public sealed class MemberDesk(AggregateStore store, StaffDirectory staff, PeopleDesk people, PeopleRegister register)
{
    /// <summary>Those who draft, sign or consent for the organisation, and have not left; in order of id.</summary>
    public IReadOnlyList<StaffMember> Of(CreditCode organisation) =>
    [
        .. staff.All.Where(person => !person.HasLeft && person.Organisation == organisation && MemberView.RolesOf(person).Count > 0),
    ];

    /// <summary>Whether the caller may name and take off the people of the own organisation.</summary>
    public bool May(Caller caller) => TakeOffMember.May(caller, staff.Find(caller.Id));

    /// <summary>Names a person, or gives other roles to one. Safe to run twice.</summary>
    /// <exception cref="ProblemException">
    /// not-allowed, organisation-not-registered, registered-elsewhere, too-many-members, invalid-field.
    /// </exception>
    public async Task<StaffMember> NameAsync(
        CreditCode organisation, string id, MemberEntry entry, Caller caller, CancellationToken cancellation)
    {
        await RequireAsync(organisation, caller, cancellation);
        NameMember.Check(id, entry);
        // The entry first: the letter that follows from the organisation's fact is written by it.
        var stored = await people.ChangeAsync(
            id, current => NameMember.DecideEntry(current, id, entry, organisation, caller.Id), cancellation);
        await ChangeAsync(organisation, current => NameMember.Decide(current, id, entry, caller.Id), cancellation);
        return stored.State;
    }

    /// <summary>Takes a person off. Safe to run twice.</summary>
    /// <exception cref="ProblemException">
    /// not-allowed, organisation-not-registered, not-found, last-signatory.
    /// </exception>
    public async Task<StaffMember> TakeOffAsync(CreditCode organisation, string id, Caller caller, CancellationToken cancellation)
    {
        await RequireAsync(organisation, caller, cancellation);
        var (person, _) = await people.GetAsync(id, cancellation);
        if (!NameMember.IsOf(person, organisation)) throw PlatformProblems.NotFound.With();
        if (person.HasLeft) return person;
        await ChangeAsync(organisation, current =>
            TakeOffMember.Decide(current, id, staff.SignatoriesOf(organisation), caller.Id), cancellation);
        return (await people.LeaveAsync(id, caller.Id, default, cancellation)).State;
    }

    private async Task RequireAsync(CreditCode organisation, Caller caller, CancellationToken cancellation)
    {
        // What another instance changed a moment ago counts here.
        register.Changed();
        await register.RefreshAsync(cancellation);
        if (!May(caller)) throw IdentityProblems.NotAllowed.With(
            "只有本单位的签署人可以管理本单位人员", "Only signatories of the organisation name and take off its people");
        if (await store.FindAsync(OrganisationAggregate.Kind, organisation.Value, cancellation) is null)
        {
            throw MemberProblems.NotRegistered.With();
        }
    }

    private Task<Stored<Organisation>> ChangeAsync(
        CreditCode organisation, Func<Organisation, Change<Organisation>> decide, CancellationToken cancellation) =>
        store.ChangeAsync(OrganisationAggregate.Kind, organisation.Value, decide, cancellation);
}
