using System.Text.RegularExpressions;

namespace Infra.Tests;

/// <summary>One way to deploy: what an operator's environment says.</summary>
/// <param name="Environment">Values of the variables that main.bicepparam reads; a variable that is missing has its default.</param>
public sealed record Variant(string Name, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly Dictionary<string, string> People = new()
    {
        ["MAIL_HOST"] = "smtp.example",
        ["MAIL_USER"] = "programme",
        ["OPERATORS"] = "first@city.example,second@city.example",
        ["STAFF_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["APPLICANT_CLIENT_ID"] = "22222222-2222-2222-2222-222222222222",
        ["APPLICANT_ISSUER"] = "https://city.ciamlogin.com/33333333-3333-3333-3333-333333333333/v2.0",
        ["CALLBACK_KEYS"] = "2,1",
    };

    /// <summary>Both sizes, both backends, open and private, each pair of them at least once; every edge; everything that is off by default, once on.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        Of("dev", []),
        Of("dev-scheduler-private", new() { ["DURABLE_BACKEND"] = "scheduler", ["PRIVATE_NETWORK"] = "true" }),
        Of("prod-private", new(People) { ["AZURE_TIER"] = "prod", ["PRIVATE_NETWORK"] = "true", ["EDGE"] = "apiManagement" }),
        Of("prod-scheduler", new(People) { ["AZURE_TIER"] = "prod", ["DURABLE_BACKEND"] = "scheduler" }),
    ];

    public bool IsProd => Environment.GetValueOrDefault("AZURE_TIER") == "prod";

    public bool IsPrivate => Environment.GetValueOrDefault("PRIVATE_NETWORK") == "true";

    public bool HasScheduler => Environment.GetValueOrDefault("DURABLE_BACKEND") == "scheduler";

    /// <summary>The parameter file with this environment's values in place of what it would read: one CLI can then evaluate all variants.</summary>
    public string Parameters(string file) => Environment.Aggregate(file, (text, variable) =>
    {
        // A list of one joins to that one, whatever stands between: the default stays where it is and means nothing.
        var read = $"readEnvironmentVariable('{variable.Key}', ";
        return text.Contains(read, StringComparison.Ordinal)
            ? text.Replace(read, $"join(['{variable.Value}'], ", StringComparison.Ordinal)
            : throw new InvalidOperationException($"main.bicepparam does not read {variable.Key}.");
    });

    public override string ToString() => Name;

    private static Variant Of(string name, Dictionary<string, string> environment) => new(name, environment);
}
