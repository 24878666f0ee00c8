using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Identity;

/// <summary>A person who can be given work.</summary>
public sealed record StaffMember
{
    /// <summary>User id, as the sign-in has it.</summary>
    public required string Id { get; init; }

    /// <summary>As letters address the person.</summary>
    public required string Name { get; init; }

    /// <summary>Where letters go.</summary>
    public required string Email { get; init; }

    /// <summary>Roles by name: what the person can be asked.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>District that the person serves; absent for the city.</summary>
    public string? District { get; init; }

    /// <summary>Districts that the person serves beside it; none of both for the city.</summary>
    public IReadOnlyList<string> Districts { get; init; } = [];

    /// <summary>Codes of the sectors that the person knows.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>What the person is expert in, in words.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Credit code: the person is never asked about an application of this organisation.</summary>
    public CreditCode? Organisation { get; init; }

    /// <summary>Credit codes of organisations of which the person declared a relation.</summary>
    public IReadOnlyList<string> Relations { get; init; } = [];

    /// <summary>Id of the person who takes over what this one leaves undecided.</summary>
    public string? Delegate { get; init; }

    /// <summary>Language of the letters: zh-CN or en; zh-CN where it is absent.</summary>
    public string? Language { get; init; }

    /// <summary>First day out of office, in Shenzhen; absent while there is none.</summary>
    public DateOnly? AwayFrom { get; init; }

    /// <summary>Last day out of office.</summary>
    public DateOnly? AwayTo { get; init; }

    /// <summary>Year for which the person accepted the yearly agreement; absent for never.</summary>
    public int? AgreementYear { get; init; }

    /// <summary>Whether the person left: known by name, and asked nothing any more.</summary>
    public bool HasLeft { get; init; }

    [JsonIgnore]
    public Language Speaks => Languages.Parse(Language);

    /// <summary>Whether the person is out of office that day.</summary>
    public bool IsAway(DateOnly day) => AwayFrom <= day && day <= AwayTo;

    /// <summary>Whether the person serves the district; everyone serves the city.</summary>
    public bool Serves(string? district) =>
        district is null || (District is null && Districts.Count == 0) || District == district || Districts.Contains(district);
}

public sealed class StaffOptions
{
    public List<StaffMember> Staff { get; init; } = [];
}

/// <summary>The people who serve the programme, in order of id: the same question gives the same answer.</summary>
/// <remarks>The settings' people, each until the register has an entry of that id; the register's are as old as it was read.</remarks>
public sealed class StaffDirectory(IOptions<StaffOptions> options)
{
    private volatile IReadOnlyList<StaffMember> staff = InOrder(options.Value.Staff);

    /// <summary>Also those who left.</summary>
    public IReadOnlyList<StaffMember> All => staff;

    /// <summary>Also a person who left; null for none of that id.</summary>
    public StaffMember? Find(string id) => staff.FirstOrDefault(member => member.Id == id);

    /// <summary>As letters address the person; the id where there is none of that id.</summary>
    public string NameOf(string id) => Find(id)?.Name ?? id;

    /// <summary>Ids of those who sign for the organisation, and have not left.</summary>
    public IReadOnlySet<string> SignatoriesOf(CreditCode organisation) => staff.Where(member => !member.HasLeft
        && member.Organisation == organisation && member.Roles.Contains(Role.Signatory)).Select(member => member.Id).ToHashSet();

    /// <summary>Roles of those who may consent for their organisation as a partner.</summary>
    public static IReadOnlyList<Role> ForAPartner { get; } = [Role.Signatory, Role.Partner];

    /// <summary>Ids of those who may consent for the organisation as a partner, and have not left.</summary>
    public IReadOnlySet<string> PartnersPeople(CreditCode organisation) => staff.Where(member => !member.HasLeft
        && member.Organisation == organisation && member.Roles.Any(ForAPartner.Contains)).Select(member => member.Id).ToHashSet();

    /// <summary>Those with one of the roles who serve the district or the complete city, and have not left.</summary>
    public IReadOnlyList<StaffMember> With(IReadOnlyCollection<Role> roles, string? district) =>
        [.. staff.Where(member => !member.HasLeft && member.Roles.Any(roles.Contains) && member.Serves(district))];

    /// <summary>Takes what the register has in place of what it had before.</summary>
    internal void Take(IReadOnlyCollection<StaffMember> register)
    {
        var known = register.Select(member => member.Id).ToHashSet();
        staff = InOrder(options.Value.Staff.Where(member => !known.Contains(member.Id)).Concat(register));
    }

    private static IReadOnlyList<StaffMember> InOrder(IEnumerable<StaffMember> people) =>
        [.. people.OrderBy(member => member.Id, StringComparer.Ordinal)];
}
