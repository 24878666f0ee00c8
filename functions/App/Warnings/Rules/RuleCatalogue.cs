using FunctionsApp.Programmes;

namespace FunctionsApp.Warnings.Rules;

/// <summary>All versions of all rules. Old versions stay: what an older one raised can be read by it.</summary>
public sealed class RuleCatalogue
{
    private RuleCatalogue(IEnumerable<IndicatorRule> rules) =>
        All = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.Version)];

    /// <summary>By id, then version.</summary>
    public IReadOnlyList<IndicatorRule> All { get; }

    /// <summary>Of each rule its newest version.</summary>
    public IEnumerable<IndicatorRule> Newest => All.GroupBy(rule => rule.Id).Select(versions => versions.Last());

    /// <summary>The rules shipped with the app.</summary>
    /// <exception cref="InvalidDefinitionsException">A file is not valid.</exception>
    public static RuleCatalogue LoadEmbedded() => Load(DefinitionFiles.Embedded("rules/"));

    /// <param name="files">Name and JSON text.</param>
    /// <exception cref="InvalidDefinitionsException">A file is not valid.</exception>
    public static RuleCatalogue Load(IEnumerable<(string Name, string Json)> files)
    {
        var (rules, unreadable) = DefinitionFiles.Read<IndicatorRule>(files);
        IReadOnlyList<DefinitionError> errors = [.. unreadable, .. RuleChecks.Errors(rules)];
        return errors.Count == 0
            ? new RuleCatalogue(rules.Select(file => file.Definition)) : throw new InvalidDefinitionsException(errors);
    }

    /// <summary>Null when there is none.</summary>
    public IndicatorRule? Find(string id, int version) => All.FirstOrDefault(rule => rule.Id == id && rule.Version == version);

    /// <summary>The newest version; null when there is no such rule.</summary>
    public IndicatorRule? Find(string id) => All.LastOrDefault(rule => rule.Id == id);

    /// <summary>The name that a rule's file has.</summary>
    public static string FileName(IndicatorRule rule) => $"{rule.Id}.v{rule.Version}.json";
}
