using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>What is threatened.</summary>
/// <param name="District">Code of the one district; null for the complete city, and for several.</param>
/// <param name="Districts">Codes of two or more, in the order of the city's list; null otherwise.</param>
public sealed record Scope(string Sector, string? District, IReadOnlyList<string>? Districts = null)
{
    /// <summary>The districts, or the city.</summary>
    public IReadOnlyList<NamedCode> Areas =>
        [.. (Districts ?? [District ?? City.Districts.City.Code]).Select(City.Districts.Find).OfType<NamedCode>()];

    public LocalizedText Name => new(
        string.Join("、", Areas.Select(area => area.Name.Chinese)), string.Join(", ", Areas.Select(area => area.Name.English)));

    /// <summary>None, or the city among them, is the complete city.</summary>
    /// <param name="codes">Known ones, in any order.</param>
    public static Scope Of(string sector, IReadOnlyCollection<string> codes)
    {
        if (codes.Contains(City.Districts.City.Code)) return new Scope(sector, null);
        var known = City.Districts.All.Select(district => district.Code).Where(codes.Contains).ToList();
        return known.Count > 1 ? new Scope(sector, null, known) : new Scope(sector, known.FirstOrDefault());
    }
}
