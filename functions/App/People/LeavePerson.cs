using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>A person left: nothing new is asked of them.</summary>
public sealed record PersonLeft : Fact;

/// <summary>Marks a person as left; saving the entry again makes them active.</summary>
public static class LeavePerson
{
    public static Change<StaffMember> Decide(StaffMember person, string actor) => person.HasLeft
        ? Change.None(person)
        : Change.To(person with { HasLeft = true }, actor, new PersonLeft());
}
