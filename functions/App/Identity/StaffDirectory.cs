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

    /// <summary>Credit code: the person is never asked about an application of this organisation.</summary>
    public CreditCode? Organisation { get; init; }

    /// <summary>Id of the person who takes over what this one leaves undecided.</summary>
    public string? Delegate { get; init; }

    /// <summary>Language of the letters: zh-CN or en; zh-CN where it is absent.</summary>
    public string? Language { get; init; }

    public Language Speaks => Languages.Parse(Language);
}

public sealed class StaffOptions
{
    public List<StaffMember> Staff { get; init; } = [];
}

/// <summary>Who serves the programme, in order of id: the same question gives the same answer.</summary>
public sealed class StaffDirectory(IOptions<StaffOptions> options)
{
    private readonly IReadOnlyList<StaffMember> staff = [.. options.Value.Staff.OrderBy(member => member.Id, StringComparer.Ordinal)];

    public IReadOnlyList<StaffMember> All => staff;

    public StaffMember? Find(string id) => staff.FirstOrDefault(member => member.Id == id);

    /// <summary>Those with one of the roles who serve the district or the complete city.</summary>
    public IReadOnlyList<StaffMember> With(IReadOnlyCollection<Role> roles, string? district) =>
        [.. staff.Where(member => member.Roles.Any(roles.Contains)
            && (member.District is null || district is null || member.District == district))];
}
