using FunctionsApp.Identity;

namespace FunctionsApp.People;

/// <summary>The members of an entry, as forms, files and facts name them.</summary>
public static class PersonMembers
{
    /// <summary>Each with its values as people type them; several for a list.</summary>
    public static readonly IReadOnlyList<(string Name, bool IsList, Func<StaffMember, IEnumerable<string>> Values)> All =
    [
        ("name", false, person => [person.Name]),
        ("email", false, person => [person.Email]),
        ("roles", true, person => person.Roles.Select(role => role.ToString())),
        ("districts", true, person => person.District is { } one ? [one, .. person.Districts] : person.Districts),
        ("sectors", true, person => person.Sectors),
        ("fields", true, person => person.Fields),
        ("organisation", false, person => One(person.Organisation?.Value)),
        ("relations", true, person => person.Relations),
        ("language", false, person => One(person.Language)),
        ("delegate", false, person => One(person.Delegate)),
        ("awayFrom", false, person => One(person.AwayFrom?.ToString("O"))),
        ("awayTo", false, person => One(person.AwayTo?.ToString("O"))),
        ("agreementYear", false, person => One($"{person.AgreementYear}")),
    ];

    /// <summary>Names of the members in which two entries differ, in the order of the entry.</summary>
    public static IReadOnlyList<string> Differing(StaffMember one, StaffMember other) =>
        [.. All.Where(member => !member.Values(one).SequenceEqual(member.Values(other))).Select(member => member.Name)];

    private static IEnumerable<string> One(string? value) => string.IsNullOrEmpty(value) ? [] : [value];
}
