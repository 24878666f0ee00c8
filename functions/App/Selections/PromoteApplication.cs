using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Selections;

/// <summary>An application on the reserve list is selected after all: what others left is reserved for it.</summary>
public sealed record ApplicationPromoted(string Application, int Batch, decimal Amount) : SelectionChanged(Batch);

/// <summary>Body of a move from the reserve list.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Amount">Yuan; absent for what it asks for.</param>
public sealed record PromotionForm(
    string Application,
    [property: TextLimit(DecideSelection.MaxReason, Multiline = true)] string Reason,
    decimal? Amount = null);

/// <summary>Moves an application up from the reserve list.</summary>
public static class PromoteApplication
{
    /// <summary>None where the person moved it up already.</summary>
    /// <exception cref="ProblemException">not-on-reserve, invalid-field, selection-over-budget, selection-over-places.</exception>
    public static Change<SelectionState> Decide(
        SelectionState state, PromotionForm form, string person, SelectionDefinition rules, DateTimeOffset at)
    {
        if (state.Find(form.Application) is not { } candidate || state.PlacingOf(form.Application) is not { } placing)
        {
            throw SelectionProblems.NotOnReserve.With();
        }

        var (amount, reason) = (form.Amount ?? candidate.Requested, PlainText.Kept(form.Reason));
        if (placing.Outcome == PlacingOutcome.Selected && placing.Amount == amount && placing.Reason == reason) return Change.None(state);
        if (placing.Outcome != PlacingOutcome.Reserve) throw SelectionProblems.NotOnReserve.With();
        if (candidate.Judges.Contains(person)) throw PlatformProblems.Invalid(
            "application", "您参与过该申请的审核，不能更改其结果", "you judged it before: you cannot change its place");
        if (DecideSelection.AmountRefusal(amount, candidate, rules) is { } refusal)
        {
            throw PlatformProblems.Invalid("amount", refusal.Chinese, refusal.English);
        }

        var limits = SelectionLimits.Of(state);
        if (!limits.Allow(1, amount)) throw SelectionProblems.Over(limits, 1, amount);
        var next = placing with
        {
            Outcome = PlacingOutcome.Selected, Amount = amount, Reason = reason, Until = null, ChangedAt = at.ToUniversalTime(),
        };
        return Change.To(state.With(next), person, new ApplicationPromoted(form.Application, placing.Batch, amount));
    }
}
