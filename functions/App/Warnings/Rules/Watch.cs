using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Rules;

/// <summary>A change of a live warning that the rule suggests.</summary>
/// <param name="Round">Of the warning's verification that it opens: once it is there, nothing is suggested twice.</param>
/// <param name="Cancels">The value came back behind the lowest threshold: the warning is to be cancelled.</param>
public sealed record Suggestion(
    int Round, WarningLevel Level, Wording Wording, DateTimeOffset? Expires, Platform.LocalizedText? Cancels = null);

/// <summary>A signal of the rule at one scope, and what came of it.</summary>
/// <param name="Number">1, 2, 3 … at this scope.</param>
/// <param name="Signal">As it was made: a second try to draft it is the same.</param>
/// <param name="Period">Of the reading that was suggested last.</param>
/// <param name="Level">Likewise; null where a cancellation was suggested.</param>
/// <param name="Suggestion">The last change that was suggested; null while there is none.</param>
public sealed record Episode(int Number, Signal Signal, string Period, WarningLevel? Level, Suggestion? Suggestion = null);

/// <summary>What a rule found at one scope.</summary>
/// <param name="Rule">Id.</param>
/// <param name="District">Null for the complete city.</param>
/// <param name="Reading">The last one with a value; null while there is none.</param>
/// <param name="Level">By that reading; null for none.</param>
/// <param name="Episode">The last signal; null while there is none.</param>
public sealed record Watch(
    string Rule, string Sector, string? District, Reading? Reading = null, WarningLevel? Level = null, Episode? Episode = null)
{
    /// <summary>What a rule found, by scope in the order of the policy; its owner is the rule.</summary>
    public static readonly ListIndex<Watch> OfRule = new("watches-of-rule");

    public static readonly Aggregate<Watch> Kind = new(Platform.Topology.WatchesTable, Part.Own<Watch>(Lines));

    public static string IdOf(string rule, Scope scope) =>
        scope.District is null ? $"rule-{rule}-{scope.Sector}" : $"rule-{rule}-{scope.Sector}-{scope.District}";

    private static IEnumerable<Line> Lines(Watch watch) =>
        [OfRule.Line(watch.Rule, IdOf(watch.Rule, new Scope(watch.Sector, watch.District)), watch)];
}
