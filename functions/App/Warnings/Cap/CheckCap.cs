using System.Text;
using System.Xml.Linq;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What a check of an alert found.</summary>
/// <param name="IsValid">By the schema and the standard.</param>
/// <param name="FollowsGoogle">By Google's profile, too.</param>
/// <param name="Faults">Errors first, each group in the order of the rules.</param>
/// <param name="IsCut">There are more than are named.</param>
public sealed record CapReport(bool IsValid, bool FollowsGoogle, IReadOnlyList<CapFault> Faults, bool IsCut);

/// <summary>Checks an alert by the schema, then by the words of the standard, then by Google's profile.</summary>
public static class CheckCap
{
    /// <summary>Faults that a report names at most.</summary>
    public const int MaxFaults = 100;

    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-cap: it is no alert that could be checked.</exception>
    public static CapReport Of(string text)
    {
        var (alert, found) = CapSchema.Load(text);
        // The other rules read an alert whose elements are all there.
        var standard = found.Count > 0 ? found : First(alert, CapRules.Standard, CapGrade.Error);
        var google = found.Count > 0 ? [] : First(alert, GoogleProfile.Rules, CapGrade.Error);
        var advice = found.Count > 0 ? [] : First(alert, [.. CapRules.Standard, .. GoogleProfile.Rules], CapGrade.Recommendation);
        IReadOnlyList<CapFault> all = [.. standard, .. google, .. advice];
        return new(
            standard.Count == 0, standard.Count + google.Count == 0, [.. all.Take(MaxFaults)], all.Count > MaxFaults);
    }

    /// <summary>What leaves the app passes everything: a fault is the app's own, and nothing that has one is stored or sent.</summary>
    /// <exception cref="InvalidOperationException">With rules and paths.</exception>
    public static void RequireFlawless(ReadOnlyMemory<byte> document)
    {
        var errors = Of(Encoding.UTF8.GetString(document.Span)).Faults.Where(fault => fault.Grade == CapGrade.Error).ToList();
        if (errors.Count == 0) return;
        var places = string.Join(", ", errors.Select(fault => $"{fault.Rule} at {fault.Path}"));
        throw new InvalidOperationException($"A message of a warning is no valid CAP 1.2: {places}.");
    }

    /// <summary>No more than decide that there are too many: where each one lies costs time.</summary>
    private static IReadOnlyList<CapFault> First(XElement alert, IReadOnlyList<CapRule> rules, CapGrade grade) =>
        [.. CapRules.Faults(alert, rules.Where(rule => rule.Grade == grade)).Take(MaxFaults + 1)];
}
