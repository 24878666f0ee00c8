using FunctionsApp.City;

namespace FunctionsApp.Organisations;

/// <summary>An applicant, partner or reporter.</summary>
/// <param name="District">Code of <see cref="Districts"/>.</param>
/// <param name="Sectors">Codes of <see cref="City.Sectors"/>, 1..n.</param>
public sealed record Organisation(CreditCode Code, string Name, string District, IReadOnlyList<string> Sectors);
