using System.Reflection;
using System.Text.Json;
using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Retaining;

/// <summary>How an application ended, as the policy sees it.</summary>
public enum RetainedOutcome
{
    /// <summary>A draft that was never sent.</summary>
    Unfinished,
    Withdrawn,
    Rejected,
    Approved,
}

/// <summary>How long what belongs to applications is kept.</summary>
/// <param name="PersonalYears">Years after which what names people is erased, 1–100.</param>
/// <param name="ContentYears">Years after which documents and texts are erased; not fewer.</param>
/// <param name="Reason">Where the time comes from.</param>
public sealed record RetentionRule(RetainedOutcome Outcome, int PersonalYears, int ContentYears, LocalizedText Reason)
{
    /// <summary>Those that it is for; null: all that no rule before it names.</summary>
    public IReadOnlyList<string>? Programmes { get; init; }

    internal bool IsFor(string programme, RetainedOutcome outcome) => Outcome == outcome && Programmes?.Contains(programme) != false;
}

/// <summary>The retention policy: the file policy.json of this folder. The first rule that fits counts.</summary>
/// <param name="Edition">Named by each fact that follows it.</param>
/// <param name="PersonalFields">Keys of form fields that hold personal data, whatever the programme.</param>
public sealed record RetentionPolicy(string Edition, IReadOnlyList<string> PersonalFields, IReadOnlyList<RetentionRule> Rules)
{
    /// <summary>Of the app.</summary>
    /// <exception cref="InvalidOperationException">It has faults.</exception>
    public static RetentionPolicy Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("applications/retention.json")!;
        var policy = JsonSerializer.Deserialize<RetentionPolicy>(file, AppJson.Strict)!;
        var faults = policy.Faults();
        return faults.Count == 0 ? policy : throw new InvalidOperationException(string.Join(' ', faults));
    }

    /// <summary>The rule for an application.</summary>
    public RetentionRule Of(string programme, RetainedOutcome outcome) => Rules.First(rule => rule.IsFor(programme, outcome));

    /// <summary>Fewest years after which anything is erased.</summary>
    public int FewestYears() => Rules.Min(rule => rule.PersonalYears);

    /// <summary>What is wrong with it.</summary>
    internal IReadOnlyList<string> Faults() =>
    [
        .. Rules.Where(rule => rule.PersonalYears is < 1 or > 100 || rule.ContentYears is < 1 or > 100)
            .Select(rule => $"{rule.Outcome}: years are 1 to 100."),
        .. Rules.Where(rule => rule.ContentYears < rule.PersonalYears)
            .Select(rule => $"{rule.Outcome}: content, which has personal data, cannot be erased before them."),
        .. Enum.GetValues<RetainedOutcome>().Where(outcome => !Rules.Any(rule => rule.Outcome == outcome && rule.Programmes is null))
            .Select(outcome => $"{outcome}: no rule for all programmes."),
    ];
}
