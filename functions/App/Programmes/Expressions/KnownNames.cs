using FunctionsApp.City;

namespace FunctionsApp.Programmes.Expressions;

/// <summary>A name that every definition has.</summary>
/// <param name="Changes">Whether its value changes by itself; conditions and calculations of the form cannot read such a one.</param>
internal sealed record KnownName(string Name, ExpressionType Type, Func<Situation, Value?> Of, bool Changes = false);

/// <summary>The names beside the fields. A field's key has no capital, and is none of them unless it is <c>today</c>.</summary>
internal static class KnownNames
{
    public static readonly IReadOnlyList<KnownName> All =
    [
        new("today", ExpressionType.Day, situation => situation.Today is { } day ? new Value.Day(day) : null, Changes: true),
        new("requestedAmount", ExpressionType.Number, situation => Evaluation.Number(situation.About?.Amount)),
        new("applicationSector", ExpressionType.OneOf([.. Sectors.All.Select(sector => sector.Code)]),
            situation => Text(situation.About?.Sector)),
        new("organisationDistrict", ExpressionType.OneOf([.. Districts.All.Select(district => district.Code)]),
            situation => Text(situation.About?.District)),
        new("brokenPromises", ExpressionType.Number, situation => Evaluation.Number(situation.About?.BrokenPromises)),
        new("organisationType", ExpressionType.OneOf(OrganisationTypes.All), situation => Text(situation.About?.OrganisationType)),
    ];

    public static KnownName? Find(string name) => All.FirstOrDefault(known => known.Name == name);

    private static Value? Text(string? text) => text is null ? null : new Value.Text(text);
}
