using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Which version of a rule is active.</summary>
/// <param name="Version">Null for none.</param>
/// <param name="Reason">For the file.</param>
/// <param name="By">User id of the administrator.</param>
public sealed record RuleSwitch(string Rule, int? Version, string Reason, string By, DateTimeOffset At)
{
    public static readonly Aggregate<RuleSwitch> Kind = new(Topology.RulesTable, Part.Own<RuleSwitch>());

    public static string IdOf(string rule) => $"rule-{rule}";
}

/// <param name="Version">The version that raises warnings from now on; null for none.</param>
/// <param name="Reason">For the file; needed.</param>
public sealed record ActivationBody(
    int? Version = null, [property: TextLimit(ActivateRule.MaxReason, Multiline = true)] string? Reason = null);

/// <summary>An administrator made a version of a rule active.</summary>
public sealed record RuleActivated(string Rule, int Version, string Reason) : Fact;

/// <summary>An administrator switched a rule off; its live warnings stay as they are.</summary>
public sealed record RuleDeactivated(string Rule, string Reason) : Fact;

/// <summary>Switches a rule on and off. A version raises no warning before an administrator has looked at its back-test.</summary>
public static class ActivateRule
{
    public const int MaxReason = 500;

    /// <param name="rule">Any version of it.</param>
    /// <returns>None where it is so already.</returns>
    /// <exception cref="ProblemException">invalid-field: no such version; no reason.</exception>
    public static Change<RuleSwitch> Decide(
        RuleSwitch? current, IndicatorRule rule, RuleCatalogue catalogue, ActivationBody body, Acting by)
    {
        if (body.Version is { } version && catalogue.Find(rule.Id, version) is null)
        {
            throw PlatformProblems.Invalid("version", "该规则没有此版本", "is no version of the rule");
        }

        if (string.IsNullOrWhiteSpace(body.Reason)) throw PlatformProblems.Invalid("reason", "请填写原因", "is required");
        var reason = PlainText.Check("reason", body.Reason, MaxReason);
        var next = new RuleSwitch(rule.Id, body.Version, reason, by.Actor, by.At);
        if (current?.Version == body.Version) return Change.None(current ?? next);
        return Change.To(next, by.Actor, body.Version is { } active
            ? new RuleActivated(rule.Id, active, reason)
            : new RuleDeactivated(rule.Id, reason));
    }
}
