using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>The register as one list, in order of id.</summary>
public static class PersonIndex
{
    /// <summary>Owner of the list.</summary>
    public const string Register = "register";

    /// <summary>Also those who left.</summary>
    public static readonly ListIndex<StaffMember> All = new("people");

    internal static IEnumerable<Line> Lines(StaffMember person) => [All.Line(Register, person.Id, person)];
}
