using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.People;

/// <summary>Which people a list shows; what is no value is as if it were absent.</summary>
public sealed record PeopleSearch(Role? Role, string? District, string? Sector)
{
    private const int Size = 50;
    private const string List = "people";

    public static PeopleSearch Of(IQueryCollection query) => new(
        Enum.GetNames<Role>().Contains(query["role"].ToString()) ? Enum.Parse<Role>(query["role"].ToString()) : null,
        Districts.All.FirstOrDefault(district => district.Code == query["district"])?.Code,
        Sectors.Find(query["sector"])?.Code);

    public bool Fits(StaffMember person) =>
        (Role is not { } role || person.Roles.Contains(role)) && person.Serves(District)
        && (Sector is null || person.Sectors.Contains(Sector));

    /// <summary>A page of those who fit, in order of id.</summary>
    /// <exception cref="Platform.Http.ProblemException">bad-cursor.</exception>
    public Page<StaffMember> PageOf(IReadOnlyList<StaffMember> people, string? cursor)
    {
        var after = Cursor.Decode(cursor, List);
        var found = people.Where(person => string.CompareOrdinal(person.Id, after) > 0 && Fits(person)).Take(Size + 1).ToList();
        return found.Count <= Size ? new Page<StaffMember>(found, null)
            : new Page<StaffMember>(found[..Size], Cursor.Encode(List, found[Size - 1].Id));
    }
}
