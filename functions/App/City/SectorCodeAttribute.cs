using FunctionsApp.Platform;

namespace FunctionsApp.City;

/// <summary>The code of a sector.</summary>
public sealed class SectorCodeAttribute : CodesAttribute
{
    protected override IReadOnlyList<string> Codes { get; } = [.. Sectors.All.Select(sector => sector.Code)];
}
