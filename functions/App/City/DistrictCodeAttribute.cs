using FunctionsApp.Platform;

namespace FunctionsApp.City;

/// <summary>The code of a district.</summary>
/// <param name="orCity">The complete city's code, too.</param>
public sealed class DistrictCodeAttribute(bool orCity = false) : CodesAttribute
{
    protected override IReadOnlyList<string> Codes { get; } =
        [.. Districts.All.Select(district => district.Code), .. orCity ? [Districts.City.Code] : Array.Empty<string>()];
}
