using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Organisations;

/// <summary>An applicant, partner or reporter.</summary>
/// <param name="Code">Unified social credit code.</param>
/// <param name="District">Code of <see cref="Districts"/>.</param>
/// <param name="Sectors">Codes of <see cref="City.Sectors"/>, 1..n.</param>
/// <param name="Head">End of the fact chain.</param>
/// <param name="ETag">Of the row as read; empty for a new one.</param>
public sealed record Organisation(string Code, string Name, string District, IReadOnlyList<string> Sectors, FactHead Head, string ETag);

/// <summary>What is stated of an organisation, and the data of its facts.</summary>
public sealed record OrganisationEntry(string Name, string District, IReadOnlyList<string> Sectors);

/// <summary>The rules of an organisation's record.</summary>
public static class Registration
{
    public const string Registered = "OrganisationRegistered";
    public const string Changed = "OrganisationChanged";
    public const int MaxName = 200;

    /// <summary>The entry as it is kept: the name trimmed, each sector once in the order of the policy.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static OrganisationEntry Check(OrganisationEntry entry)
    {
        var name = entry.Name.Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
        {
            throw PlatformProblems.InvalidField.With($"name：1 至 {MaxName} 个字符，不含控制字符", $"name: 1 to {MaxName} characters, no control characters");
        }

        var district = CheckDistrict(entry.District);
        if (entry.Sectors.Count == 0 || entry.Sectors.FirstOrDefault(sector => !Sectors.IsSector(sector)) is not null || entry.Sectors.Contains(null))
        {
            var codes = Sectors.All.Select(sector => sector.Code).ToList();
            throw PlatformProblems.InvalidField.With($"sectors：至少一个，取自 {string.Join("、", codes)}", $"sectors: at least one of {string.Join(", ", codes)}");
        }

        return new OrganisationEntry(name, district, [.. Sectors.All.Select(sector => sector.Code).Where(entry.Sectors.Contains)]);
    }

    /// <summary>The code of a district; the whole city is none.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static string CheckDistrict(string? code) => Districts.All.FirstOrDefault(district => district.Code == code)?.Code
        ?? throw PlatformProblems.InvalidField.With(
            $"district：取自 {string.Join("、", Districts.All.Select(district => district.Code))}",
            $"district: one of {string.Join(", ", Districts.All.Select(district => district.Code))}");

    /// <summary>The fact of a change; null when nothing changes.</summary>
    public static NewFact? Decide(Organisation? current, OrganisationEntry entry, string actor)
    {
        if (current is null) return new NewFact(Registered, actor, entry);
        var same = current.Name == entry.Name && current.District == entry.District && current.Sectors.SequenceEqual(entry.Sectors);
        return same ? null : new NewFact(Changed, actor, entry);
    }
}
