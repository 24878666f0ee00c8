using FunctionsApp.City;

namespace FunctionsApp.Organisations;

/// <summary>An applicant, partner or reporter.</summary>
/// <param name="Code">Unified social credit code.</param>
/// <param name="District">Code of <see cref="Districts"/>.</param>
/// <param name="Sectors">Codes of <see cref="City.Sectors"/>, 1..n.</param>
public sealed record Organisation(string Code, string Name, string District, IReadOnlyList<string> Sectors);
