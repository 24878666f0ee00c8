using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Referrals;

/// <summary>An institution answered. What it offers is no fact.</summary>
/// <param name="Institution">Its credit code.</param>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record InstitutionAnswered(string Assignment, string Stage, int Round, string Institution, ReferralState Answer)
    : StageAnswered(Stage, Round), IOfAssignment;

public enum ReferralAnswer
{
    Interested,

    /// <summary>To talk with the applicant first.</summary>
    Talk,

    Declined,
}

/// <summary>Body of an institution's answer; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Text">The offer, what to talk about, or the reason; required with Interested and Declined.</param>
/// <param name="Amount">Yuan, with Interested alone.</param>
/// <param name="Rate">Per cent in a year, 0 to 100, with Interested alone.</param>
public sealed record ReferralForm(
    string? Token,
    ReferralAnswer? Answer,
    [property: TextLimit(AnswerReferral.MaxText, Multiline = true, MayBeBlank = true)] string? Text = null,
    decimal? Amount = null,
    decimal? Rate = null) : IAnswer;

/// <summary>Takes an institution's answer.</summary>
public static class AnswerReferral
{
    public const int MaxText = 2000;
    public const decimal MaxAmount = 10_000_000_000m;
    public const decimal MaxRate = 100m;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<ReferredState> Decide(ReferredState state, Assignment assignment, ReferralForm form, Answering by)
    {
        var referral = state.Of(assignment.Ask)
            ?? throw new InvalidOperationException($"{assignment.Id} has no referral.");
        if (StateOf(form) is not { } next) throw PlatformProblems.Invalid(
            "answer", "请选择有意向、希望面谈或不对接", "must be Interested, Talk or Declined");
        var text = Text(form);
        if (text is not null) PlainText.Check("text", text, MaxText);
        if (text is null && next != ReferralState.Talk) throw PlatformProblems.Invalid(
            "text", "请填写对接方案或原因", "state the offer or the reason");
        if (next != ReferralState.Interested && form.Amount is not null) throw PlatformProblems.Invalid(
            "amount", "仅在有意向时填写", "belongs to an offer alone");
        if (next != ReferralState.Interested && form.Rate is not null) throw PlatformProblems.Invalid(
            "rate", "仅在有意向时填写", "belongs to an offer alone");
        if (form.Amount is <= 0 or > MaxAmount || HasMoreThanCents(form.Amount)) throw PlatformProblems.Invalid(
            "amount", "须大于 0，不超过 100 亿元，最多两位小数", "must be above 0, up to 10000000000, with at most two decimals");
        if (form.Rate is < 0 or > MaxRate || HasMoreThanCents(form.Rate)) throw PlatformProblems.Invalid(
            "rate", "须为 0 至 100，最多两位小数", "must be 0 to 100, with at most two decimals");
        var answered = referral with
        {
            State = next, ChangedAt = by.At.ToUniversalTime(), Assignment = assignment.Id, IsBlocked = false,
            Reply = new ReferralReply(text, form.Amount, form.Rate),
        };
        return Change.To(
            state.With(answered), by.Person,
            new InstitutionAnswered(assignment.Id, referral.Stage, referral.Round, referral.Institution, next));
    }

    /// <summary>Whether the institution answers the same again.</summary>
    public static bool IsSame(Referral earlier, ReferralForm form) =>
        earlier.State == StateOf(form) && earlier.Reply == new ReferralReply(Text(form), form.Amount, form.Rate);

    /// <summary>What an answer makes of the referral.</summary>
    public static ReferralState StateOf(ReferralAnswer answer) => answer switch
    {
        ReferralAnswer.Interested => ReferralState.Interested,
        ReferralAnswer.Talk => ReferralState.Talk,
        ReferralAnswer.Declined => ReferralState.Declined,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static ReferralState? StateOf(ReferralForm form) =>
        form.Answer is { } answer && Enum.IsDefined(answer) ? StateOf(answer) : null;

    private static string? Text(ReferralForm form) => PlainText.KeptOrNull(form.Text);

    private static bool HasMoreThanCents(decimal? number) => number is { } given && decimal.Round(given, 2) != given;
}
