namespace FunctionsApp.City;

/// <summary>What kind an organisation is, by the first two characters of its credit code. Source: GB 32100-2015.</summary>
public static class OrganisationTypes
{
    /// <summary>What no other type is.</summary>
    public const string Other = "other";

    private static readonly IReadOnlyList<(string Prefix, string Type)> Types =
    [
        // 企业、个体工商户、农民专业合作社
        ("91", "enterprise"), ("92", "individual-business"), ("93", "cooperative"),
        // 机关、事业单位、群众团体
        ("11", "government"), ("12", "public-institution"), ("13", "mass-organisation"),
        // 社会团体、民办非企业单位、基金会
        ("51", "association"), ("52", "private-non-enterprise"), ("53", "foundation"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Types.Select(each => each.Type), Other];

    public static string Of(CreditCode code) =>
        Types.FirstOrDefault(each => code.Value.StartsWith(each.Prefix, StringComparison.Ordinal)).Type ?? Other;
}
