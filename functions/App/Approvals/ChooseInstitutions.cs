using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Approvals;

/// <summary>To which of the institutions that a programme names one application is referred.</summary>
/// <remarks>Source: M20.</remarks>
public static class ChooseInstitutions
{
    /// <summary>Those that the people of a stage choose from; empty where it offers no choice.</summary>
    public static IReadOnlyList<Institution> Offered(ProgrammeDefinition definition, string stage) =>
        definition.Stages.OfType<ReferralDefinition>().FirstOrDefault(referral => referral.ChosenIn == stage)?.ReferTo ?? [];

    /// <summary>Credit codes of those that an approval chooses, in the definition's order; null where it leaves all.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static IReadOnlyList<string>? Decide(DecisionForm form, IReadOnlyList<Institution> offered)
    {
        if (form.ReferTo is not { } named) return null;
        if (form.Decision != DecisionKind.Approve || offered.Count == 0)
        {
            // A form without check boxes names none, too.
            return named.Count == 0 ? null : throw PlatformProblems.Invalid(
                "referTo", "本决定不选择对接机构", "is for an approval alone, in a stage that chooses the institutions");
        }

        var codes = offered.Select(institution => institution.Code.Value).ToList();
        if (named.Count == 0 || named.Any(code => !codes.Contains(code)))
        {
            var list = string.Join(", ", codes);
            throw PlatformProblems.Invalid("referTo", $"应选择至少一家可对接的机构：{list}", $"must name one or more of {list}");
        }

        return Narrowed(named, offered);
    }

    /// <summary>Whether a form chooses what a decision chose.</summary>
    public static bool IsSame(Decision earlier, DecisionForm form, IReadOnlyList<Institution> offered) =>
        (Narrowed(form.ReferTo ?? [], offered) ?? []).ToHashSet().SetEquals(earlier.ReferTo ?? []);

    /// <summary>
    /// Those to which the application is referred: all that an approval chose which made a choice, of the last round of the stage that
    /// chooses; all of the definition where none did.
    /// </summary>
    /// <param name="round">Of asking, in which it is referred.</param>
    public static IReadOnlyList<Institution> Of(ReviewState review, ReferralDefinition referral, int round)
    {
        var all = referral.ReferTo ?? [];
        var passed = review.Runs.Where(run => run.Stage == referral.ChosenIn && run.Round <= round && run.Outcome == StageOutcome.Passed)
            .MaxBy(run => run.Round);
        if (passed is null) return all;
        var chosen = review.DecisionsOf(passed.Stage, passed.Round).Where(decision => decision.Kind == DecisionKind.Approve)
            .SelectMany(decision => decision.ReferTo ?? []).ToHashSet();
        return chosen.Count == 0 ? all : [.. all.Where(institution => chosen.Contains(institution.Code.Value))];
    }

    private static IReadOnlyList<string>? Narrowed(IReadOnlyList<string> named, IReadOnlyList<Institution> offered)
    {
        var chosen = offered.Select(institution => institution.Code.Value).Where(named.Contains).ToList();
        return chosen.Count == 0 || chosen.Count == offered.Count ? null : chosen;
    }
}
