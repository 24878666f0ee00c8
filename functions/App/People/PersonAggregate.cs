using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>The people of the register, by user id.</summary>
public static class PersonAggregate
{
    public static readonly Aggregate<StaffMember> Kind = new(Topology.PeopleTable, Part.Own<StaffMember>(PersonIndex.Lines));
}
