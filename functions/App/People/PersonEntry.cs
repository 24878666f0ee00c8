using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.People;

/// <summary>What an administrator states of a person.</summary>
public sealed record PersonEntry
{
    [TextLimit(RegisterPerson.MaxName)] public required string Name { get; init; }

    /// <summary>Where letters go.</summary>
    [TextLimit(RegisterPerson.MaxEmail)] public required string Email { get; init; }

    /// <summary>What the person can be asked.</summary>
    [Items(1, 11)] public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Codes of the districts that the person serves; none for the city.</summary>
    [DistrictCode, Items(0, 12)] public IReadOnlyList<string> Districts { get; init; } = [];

    [SectorCode, Items(0, 8)] public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>What the person is expert in, in words.</summary>
    [TextLimit(RegisterPerson.MaxField), Items(0, RegisterPerson.MaxList)] public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Credit code: the person is never asked about an application of this organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>Credit codes of organisations of which the person declared a relation.</summary>
    [Items(0, RegisterPerson.MaxList)] public IReadOnlyList<string> Relations { get; init; } = [];

    /// <summary>Language of the letters: zh-CN or en; zh-CN where it is absent.</summary>
    [LanguageTag] public string? Language { get; init; }

    /// <summary>Id of the person who takes over.</summary>
    public string? Delegate { get; init; }

    /// <summary>First day out of office.</summary>
    public DateOnly? AwayFrom { get; init; }

    /// <summary>Last day out of office.</summary>
    public DateOnly? AwayTo { get; init; }

    /// <summary>Year for which the person accepted the yearly agreement.</summary>
    public int? AgreementYear { get; init; }

    public static PersonEntry Of(StaffMember person) => new()
    {
        Name = person.Name, Email = person.Email, Roles = person.Roles, Sectors = person.Sectors, Fields = person.Fields,
        Districts = person.District is { } one ? [one, .. person.Districts] : person.Districts,
        Organisation = person.Organisation?.Value, Relations = person.Relations, Language = person.Language, Delegate = person.Delegate,
        AwayFrom = person.AwayFrom, AwayTo = person.AwayTo, AgreementYear = person.AgreementYear,
    };
}

/// <summary>The tag of one of the programme's languages.</summary>
public sealed class LanguageTagAttribute : CodesAttribute
{
    protected override IReadOnlyList<string> Codes { get; } = [.. Enum.GetValues<Language>().Select(language => language.Tag())];
}
