using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>Reads and changes the register for its API and its pages.</summary>
public sealed class PeopleDesk(AggregateStore store, StaffDirectory staff, PeopleRegister register)
{
    /// <summary>A person, and the entry's version; null where the settings alone name the person.</summary>
    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<(StaffMember Person, string? Version)> GetAsync(string id, CancellationToken cancellation)
    {
        if (!RegisterPerson.IsId(id)) throw PlatformProblems.NotFound.With();
        if (await store.FindAsync(PersonAggregate.Kind, id, cancellation) is { } stored) return (stored.State, stored.ETag);
        return (staff.Find(id) ?? throw PlatformProblems.NotFound.With(), null);
    }

    /// <summary>Registers a person, or changes the entry.</summary>
    /// <exception cref="ProblemException">invalid-field, precondition-failed.</exception>
    public async Task<(Stored<StaffMember> Stored, bool IsNew)> SaveAsync(
        string id, PersonEntry entry, string actor, Precondition precondition, CancellationToken cancellation)
    {
        // Before the id names a partition.
        if (RegisterPerson.Faults(id, entry, IsKnown) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var isNew = false;
        var stored = await store.PutAsync(PersonAggregate.Kind, id, current =>
        {
            isNew = current is null;
            return RegisterPerson.Decide(current, id, entry, IsKnown, actor);
        }, cancellation, precondition);
        register.Changed();
        return (stored, isNew);
    }

    /// <summary>Marks a person as left. One whom the settings alone name gets an entry that says so.</summary>
    /// <exception cref="ProblemException">not-found, precondition-failed.</exception>
    public async Task<Stored<StaffMember>> LeaveAsync(
        string id, string actor, Precondition precondition, CancellationToken cancellation)
    {
        if (!RegisterPerson.IsId(id)) throw PlatformProblems.NotFound.With();
        var seed = staff.Find(id);
        var stored = await store.PutAsync(PersonAggregate.Kind, id, current =>
            LeavePerson.Decide(current ?? seed ?? throw PlatformProblems.NotFound.With(), actor), cancellation, precondition);
        register.Changed();
        return stored;
    }

    /// <summary>Changes an entry by a later feature's rule, which is given null where there is no such person.</summary>
    /// <exception cref="ProblemException">not-found: there can be no such person; as the rule.</exception>
    public async Task<Stored<StaffMember>> ChangeAsync(
        string id, Func<StaffMember?, Change<StaffMember>> decide, CancellationToken cancellation)
    {
        if (!RegisterPerson.IsId(id)) throw PlatformProblems.NotFound.With();
        var seed = staff.Find(id);
        var stored = await store.PutAsync(PersonAggregate.Kind, id, current => decide(current ?? seed), cancellation);
        register.Changed();
        return stored;
    }

    /// <summary>Enters an accepted agreement. One whom the settings alone name gets an entry that says so. Safe to run twice.</summary>
    public async Task AcceptAsync(string id, int year, CancellationToken cancellation)
    {
        if (!RegisterPerson.IsId(id)) return;
        var seed = staff.Find(id);
        await store.PutAsync(PersonAggregate.Kind, id, current =>
            AcceptAgreement.Decide(current ?? seed ?? throw PlatformProblems.NotFound.With(), year), cancellation);
        register.Changed();
    }

    private bool IsKnown(string id) => staff.Find(id) is not null;
}
