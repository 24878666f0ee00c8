using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Organisations.Members;

/// <summary>What a signatory states of a person of the organisation.</summary>
public sealed record MemberEntry
{
    [TextLimit(RegisterPerson.MaxName)] public required string Name { get; init; }

    /// <summary>Where letters go.</summary>
    [TextLimit(RegisterPerson.MaxEmail)] public required string Email { get; init; }

    /// <summary>What the person does for the organisation.</summary>
    [Items(1, 3)] public required IReadOnlyList<MemberRole> Roles { get; init; }

    /// <summary>Language of the letters: zh-CN or en; zh-CN where it is absent.</summary>
    [LanguageTag] public string? Language { get; init; }
}

/// <summary>A signatory named a person of the organisation, or gave other roles to one.</summary>
public sealed record MemberNamed(string Person, IReadOnlyList<MemberRole> Roles) : Fact;

/// <summary>Names a person of an organisation: in the register of people, and in the organisation's own record.</summary>
public static class NameMember
{
    /// <summary>People about whom an organisation may have decided.</summary>
    public const int Most = 100;

    private static readonly IReadOnlyList<Role> Roles = [.. Enum.GetValues<MemberRole>().Select(RoleOf)];

    public static Role RoleOf(MemberRole role) => Enum.Parse<Role>(role.ToString());

    /// <summary>Whether the organisation itself decides about the person: one of its own, who serves the city in nothing.</summary>
    public static bool IsOf(StaffMember person, CreditCode organisation) =>
        person.Organisation == organisation && person.Roles.Count > 0 && person.Roles.All(Roles.Contains);

    /// <summary>The person's entry in the register.</summary>
    /// <param name="current">Null while there is none.</param>
    /// <exception cref="ProblemException">registered-elsewhere; invalid-field with all faults.</exception>
    public static Change<StaffMember> DecideEntry(
        StaffMember? current, string id, MemberEntry entry, CreditCode organisation, string actor)
    {
        if (current is not null && !IsOf(current, organisation)) throw MemberProblems.RegisteredElsewhere.With();
        // Taking a signature away is one step, which looks for another signatory and passes on what is asked.
        if (current is { HasLeft: false } && current.Roles.Contains(Role.Signatory) && !entry.Roles.Contains(MemberRole.Signatory))
        {
            throw PlatformProblems.Invalid("roles", "此人是签署人；请先移除，再以其他角色添加", "is a signatory: take the person off first");
        }

        var before = current is null ? Stated(entry) : PersonEntry.Of(current);
        return RegisterPerson.Decide(current, id, before with
        {
            Name = entry.Name, Email = entry.Email, Roles = [.. entry.Roles.Select(RoleOf)], Language = entry.Language,
            Organisation = organisation.Value,
        }, _ => true, actor);
    }

    /// <summary>What the organisation's record keeps; None where it has the same.</summary>
    /// <exception cref="ProblemException">too-many-members.</exception>
    public static Change<Organisation> Decide(Organisation organisation, string person, MemberEntry entry, string actor)
    {
        IReadOnlyList<MemberRole> roles = [.. entry.Roles.Distinct().Order()];
        if (organisation.Members.FirstOrDefault(member => member.Person == person) is { } known && known.Roles.SequenceEqual(roles))
        {
            return Change.None(organisation);
        }

        var next = organisation.With(new Member(person, roles));
        return next.Members.Count > Most
            ? throw MemberProblems.TooMany.With() : Change.To(next, actor, new MemberNamed(person, roles));
    }

    /// <summary>What is wrong with an entry beyond its shape, before the id names anything.</summary>
    /// <exception cref="ProblemException">invalid-field with all faults.</exception>
    public static void Check(string id, MemberEntry entry)
    {
        if (RegisterPerson.Faults(id, Stated(entry), _ => true) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
    }

    private static PersonEntry Stated(MemberEntry entry) =>
        new() { Name = entry.Name, Email = entry.Email, Roles = [.. entry.Roles.Select(RoleOf)], Language = entry.Language };
}
