using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Identity;

/// <summary>A person who can be given work. Bound from <c>Directory:Staff</c>.</summary>
/// <param name="Delegate">Id of who takes over what this person leaves undecided.</param>
public sealed record StaffMember
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public string? District { get; init; }

    public string? Organisation { get; init; }

    public string? Delegate { get; init; }

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
        [.. staff.Where(member => member.Roles.Any(roles.Contains) && (member.District is null || district is null || member.District == district))];
}
