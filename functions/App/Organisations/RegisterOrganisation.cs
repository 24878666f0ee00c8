using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Organisations;

/// <summary>What is stated of an organisation.</summary>
public sealed record OrganisationEntry(
    [property: TextLimit(RegisterOrganisation.MaxName)] string Name,
    [property: DistrictCode] string District,
    [property: SectorCode, Items(1, 8)] IReadOnlyList<string> Sectors);

/// <summary>An organisation registered for the first time.</summary>
public sealed record OrganisationRegistered(string Name, string District, IReadOnlyList<string> Sectors) : Fact;

/// <summary>An organisation's record changed.</summary>
public sealed record OrganisationChanged(string Name, string District, IReadOnlyList<string> Sectors) : Fact;

/// <summary>Registers an organisation, or changes its record.</summary>
public static class RegisterOrganisation
{
    public const int MaxName = 200;

    /// <param name="current">Null while there is none.</param>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<Organisation> Decide(Organisation? current, CreditCode code, OrganisationEntry stated, string actor)
    {
        var entry = Check(stated);
        var next = new Organisation(code, entry.Name, entry.District, entry.Sectors) { Members = current?.Members ?? [] };
        if (current is null) return Change.To(next, actor, new OrganisationRegistered(entry.Name, entry.District, entry.Sectors));
        return IsOf(current, entry.Name, entry.District, entry.Sectors)
            ? Change.None(current) : Change.To(next, actor, new OrganisationChanged(entry.Name, entry.District, entry.Sectors));
    }

    /// <summary>Whether an organisation's entry is what the last fact about it says.</summary>
    /// <param name="facts">All, in order.</param>
    public static bool Agrees(Organisation organisation, IReadOnlyList<Fact> facts) => facts.LastOrDefault(IsAboutEntry) switch
    {
        OrganisationRegistered registered => IsOf(organisation, registered.Name, registered.District, registered.Sectors),
        OrganisationChanged changed => IsOf(organisation, changed.Name, changed.District, changed.Sectors),
        _ => false,
    };

    private static bool IsAboutEntry(Fact fact) => fact is OrganisationRegistered or OrganisationChanged;

    private static bool IsOf(Organisation organisation, string name, string district, IReadOnlyList<string> sectors) =>
        organisation.Name == name && organisation.District == district && organisation.Sectors.SequenceEqual(sectors);

    /// <summary>The entry as it is kept: the name trimmed, each sector once in the order of the policy.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static OrganisationEntry Check(OrganisationEntry entry)
    {
        var name = PlainText.CheckLine("name", entry.Name, MaxName);
        var district = CheckDistrict(entry.District);
        if (entry.Sectors.Count == 0 || entry.Sectors.FirstOrDefault(sector => !Sectors.IsSector(sector)) is not null
            || entry.Sectors.Contains(null))
        {
            var codes = Sectors.All.Select(sector => sector.Code).ToList();
            throw PlatformProblems.Invalid(
                "sectors", $"至少一个，取自 {string.Join("、", codes)}", $"at least one of {string.Join(", ", codes)}");
        }

        return new OrganisationEntry(name, district, [.. Sectors.All.Select(sector => sector.Code).Where(entry.Sectors.Contains)]);
    }

    /// <summary>The code of a district; the complete city is none.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static string CheckDistrict(string? code) => Districts.All.FirstOrDefault(district => district.Code == code)?.Code
        ?? throw PlatformProblems.Invalid(
            "district", $"取自 {string.Join("、", Districts.All.Select(district => district.Code))}",
            $"must be one of {string.Join(", ", Districts.All.Select(district => district.Code))}");
}
