using FunctionsApp.City;
using FunctionsApp.Organisations.Members;

namespace FunctionsApp.Organisations;

/// <summary>An applicant, partner or reporter.</summary>
/// <param name="District">Code of <see cref="Districts"/>.</param>
/// <param name="Sectors">Codes of <see cref="City.Sectors"/>, 1..n.</param>
public sealed record Organisation(CreditCode Code, string Name, string District, IReadOnlyList<string> Sectors)
{
    /// <summary>What it decided about people; those whom administrators entered are in the register alone.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>With this decision in place of an earlier one about the same person.</summary>
    public Organisation With(Member decided) => this with
    {
        Members = [.. Members.Where(member => member.Person != decided.Person), decided],
    };
}
