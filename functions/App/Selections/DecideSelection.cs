using System.Globalization;
using System.Text.Json.Serialization;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Selections;

/// <summary>A batch's list is decided: its amounts are reserved.</summary>
/// <param name="Changed">Applications whose place an officer changed by hand.</param>
/// <param name="Amount">Yuan that the list reserves.</param>
public sealed record SelectionDecided(int Batch, int Selected, int Changed, decimal Amount) : SelectionChanged(Batch);

/// <summary>What an officer may make of an application's place.</summary>
public enum PlacingChoice
{
    Selected,
    Reserve,
    Declined,

    /// <summary>An earlier stage is asked again with all after it.</summary>
    SentBack,
}

/// <summary>The place of one application, as an officer wants it.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Amount">Yuan, of one that is selected; absent for what it asks for.</param>
/// <param name="Reason">Needed where it differs from the proposal.</param>
/// <param name="BackTo">For SentBack: name of the earlier stage. Form: in the outcome, <c>SentBack:&lt;stage&gt;</c>.</param>
public sealed record PlacingForm(
    string Application, PlacingChoice? Outcome, decimal? Amount = null,
    [property: TextLimit(DecideSelection.MaxReason, Multiline = true, MayBeBlank = true)] string? Reason = null,
    [property: TextLimit(40, MayBeBlank = true), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BackTo = null)
{
    /// <summary>The value of the page's choice.</summary>
    public static string BackToValue(string stage) => $"{nameof(PlacingChoice.SentBack)}:{stage}";

    internal static PlacingForm Of(string application, string chosen, decimal? amount, string? reason)
    {
        var parts = chosen.Split(':', 2);
        return new(application, EnumByName.Find<PlacingChoice>(parts[0]), amount, reason, parts.ElementAtOrDefault(1));
    }
}

/// <summary>Body of a decided list; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Places">Those that differ from the proposal; the others are as it has them. Form: <c>outcome.&lt;application&gt;</c>,
/// <c>amount.&lt;application&gt;</c>, <c>reason.&lt;application&gt;</c>.</param>
[Problems("selection-over-budget", "selection-over-places")]
public sealed record SelectionForm(
    string? Token,
    [property: FormFields(@"^(outcome|amount|reason)\.")] IReadOnlyList<PlacingForm>? Places = null) : IAnswer
{
    private static readonly IReadOnlyList<string> Prefixes = ["outcome.", "reason."];

    public static SelectionForm Of(IFormCollection form) => new(
        form["token"],
        [
            // Radio buttons of which none is chosen are not sent.
            .. Prefixes.SelectMany(prefix => form.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(name => name[prefix.Length..])).Distinct()
                .Select(id => PlacingForm.Of(
                    id, form[$"outcome.{id}"].ToString(), Yuan(form[$"amount.{id}"].ToString()), form[$"reason.{id}"])),
        ]);

    // What is no number is out of range, so that the rule names the input.
    private static decimal? Yuan(string typed) => string.IsNullOrWhiteSpace(typed) ? null
        : decimal.TryParse(PostedRecord.Ungrouped(typed).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            ? yuan : -1;
}

/// <summary>Takes the list of a batch.</summary>
public static class DecideSelection
{
    public const int MaxReason = 300;

    /// <summary>The list with the officer's changes: never a yuan over the budget, no place over, no project twice.</summary>
    /// <exception cref="ProblemException">invalid-field, selection-over-budget, selection-over-places.</exception>
    public static Change<SelectionState> Decide(
        SelectionState state, int number, Assignment assignment, SelectionForm form, Answering by, SelectionDefinition rules,
        DateTimeOffset reserveUntil)
    {
        var batch = state.Round.Batch(number) ?? throw new InvalidOperationException($"{state.Round.Id} has no batch {number}.");
        var changes = Changes(state, form);
        if (Faults(state, changes, by.Person, rules) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var list = state.Placings.Where(placing => placing.Batch == number).Select(placing => Placed(
            placing, changes.FirstOrDefault(change => change.Application == placing.Application), state, by.At, reserveUntil)).ToList();
        var (limits, selected) = (LimitsOf(state, number), list.Count(placing => placing.Outcome == PlacingOutcome.Selected));
        var amount = list.Sum(placing => placing.Amount);
        if (!limits.Allow(selected, amount)) throw SelectionProblems.Over(limits, selected, amount);
        var decided = batch with
        {
            Decision = new SelectionDecision(by.Person, assignment.Id, AnswerOf(form), by.Digest, by.At.ToUniversalTime()),
        };
        var next = list.Aggregate(state, (current, placing) => current.With(placing)).With(decided);
        return Change.To(next, by.Person, new SelectionDecided(number, selected, changes.Count, amount));
    }

    /// <summary>What a batch's list may give out: all but what other batches reserve.</summary>
    public static SelectionLimits LimitsOf(SelectionState state, int number)
    {
        var own = state.Placings.Where(placing => placing.Batch == number).ToList();
        return new SelectionLimits(
            state.Left + own.Sum(placing => placing.Amount),
            state.PlacesLeft + own.Count(placing => placing.Outcome == PlacingOutcome.Selected));
    }

    /// <summary>The least that an application may be cut down to, yuan.</summary>
    public static decimal LeastOf(Candidate candidate, SelectionDefinition rules) =>
        decimal.Round(candidate.Requested * rules.LeastPercent / 100, 2, MidpointRounding.ToPositiveInfinity);

    /// <summary>SHA-256 of an answer: the same for the same one again.</summary>
    public static string AnswerOf(SelectionForm form) => AppJson.Digest(
        Given(form).OrderBy(place => place.Application, StringComparer.Ordinal).ThenBy(place => place.Outcome).ToList());

    private static IEnumerable<PlacingForm> Given(SelectionForm form) => (form.Places ?? []).Where(place => place is not null)
        .Select(place => place with
        {
            Reason = PlainText.KeptOrNull(place.Reason),
            BackTo = string.IsNullOrEmpty(place.BackTo) ? null : place.BackTo,
        });

    /// <summary>What differs from the proposal, or gives a reason.</summary>
    private static List<PlacingForm> Changes(SelectionState state, SelectionForm form) =>
    [
        .. Given(form).Where(place => place.Reason is not null || !IsAsProposed(state, place)),
    ];

    private static bool IsAsProposed(SelectionState state, PlacingForm place) => state.PlacingOf(place.Application) switch
    {
        null => false,
        { Outcome: PlacingOutcome.Left } => place.Outcome is null,
        { Proposed: { } proposed } => place.Outcome == PlacingChoice.Selected && (place.Amount ?? proposed) == proposed,
        _ => place is { Outcome: PlacingChoice.Declined },
    };

    private static Placing Placed(
        Placing placing, PlacingForm? change, SelectionState state, DateTimeOffset at, DateTimeOffset reserveUntil)
    {
        var outcome = placing.Outcome == PlacingOutcome.Left || change?.Outcome is null
            ? placing.Outcome : Enum.Parse<PlacingOutcome>(change.Outcome.Value.ToString());
        return placing with
        {
            Outcome = outcome,
            Amount = outcome != PlacingOutcome.Selected ? 0
                : change?.Amount ?? placing.Proposed ?? state.Find(placing.Application)!.Requested,
            Reason = change?.Reason,
            BackTo = outcome == PlacingOutcome.SentBack ? change?.BackTo : null,
            Until = outcome == PlacingOutcome.Reserve ? reserveUntil.ToUniversalTime() : null,
            ChangedAt = at.ToUniversalTime(),
        };
    }

    private static List<MemberFault> Faults(
        SelectionState state, List<PlacingForm> changes, string person, SelectionDefinition rules)
    {
        var faults = new List<MemberFault>();
        foreach (var change in changes)
        {
            var id = change.Application;
            if (state.Find(id) is not { } candidate || state.PlacingOf(id) is not { } placing)
            {
                faults.Add(Fault($"outcome.{id}", "unknown", "不在名单中", "is not in the list"));
                continue;
            }

            if (changes.Count(other => other.Application == id) > 1) faults.Add(Fault($"outcome.{id}", "twice", "重复", "is there twice"));
            if (change.Outcome is not { } outcome || !Enum.IsDefined(outcome))
            {
                faults.Add(Fault(
                    $"outcome.{id}", "value", "应为入选、备选、不入选或退回", "must be Selected, Reserve, Declined or SentBack"));
                continue;
            }

            if (placing.Outcome == PlacingOutcome.Left) faults.Add(Fault($"outcome.{id}", "value", "申请已退出", "was withdrawn"));
            if (candidate.Judges.Contains(person)) faults.Add(Fault(
                $"outcome.{id}", "value", "您参与过该申请的审核，不能更改其结果", "you judged it before: you cannot change its place"));
            if (change.Reason is null) faults.Add(Fault($"reason.{id}", "missing", "更改须说明原因", "a change needs a reason"));
            else if (PlainText.Fault(change.Reason, MaxReason, oneLine: false) is (var code, var reason))
            {
                faults.Add(MemberFault.Of($"reason.{id}", code, reason));
            }

            if (placing.Holder is not null && outcome != PlacingChoice.Declined) faults.Add(Fault(
                $"outcome.{id}", "value", "同一项目已为另一申请保留资金", "the same project is reserved for another application"));
            if (AmountFault(change, candidate, rules) is { } amount) faults.Add(amount);
            if (StageFault(change, candidate) is { } stage) faults.Add(stage);
        }

        return faults;
    }

    private static MemberFault? StageFault(PlacingForm change, Candidate candidate)
    {
        var isNamed = change.BackTo is { } to && candidate.Earlier.Contains(to);
        if (change.Outcome == PlacingChoice.SentBack ? isNamed : change.BackTo is null) return null;
        var stages = string.Join(", ", candidate.Earlier);
        return Fault(
            $"outcome.{candidate.Application}", "value",
            stages.Length == 0 ? "不能再退回" : $"退回时须且仅在此时选择可退回的阶段：{stages}",
            stages.Length == 0 ? "cannot be sent back any more" : $"names a stage only to be sent back, and then one of {stages}");
    }

    private static MemberFault? AmountFault(PlacingForm change, Candidate candidate, SelectionDefinition rules)
    {
        if (change.Outcome != PlacingChoice.Selected || change.Amount is not { } amount) return null;
        return AmountRefusal(amount, candidate, rules) is { } refusal
            ? MemberFault.Of($"amount.{candidate.Application}", "value", refusal) : null;
    }

    /// <summary>Why an application cannot get an amount; null where it can.</summary>
    internal static LocalizedText? AmountRefusal(decimal amount, Candidate candidate, SelectionDefinition rules)
    {
        var least = LeastOf(candidate, rules);
        return amount >= least && amount <= candidate.Requested && decimal.Round(amount, 2) == amount ? null : new(
            $"须为 {least:#,0.##} 至 {candidate.Requested:#,0.##} 元，最多两位小数",
            $"must be {least:#,0.##} to {candidate.Requested:#,0.##}, with at most two decimals");
    }

    private static MemberFault Fault(string name, string code, string chinese, string english) =>
        MemberFault.Of(name, code, new LocalizedText(chinese, english));
}
