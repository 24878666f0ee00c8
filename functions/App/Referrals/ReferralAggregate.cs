using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Referrals;

/// <summary>A review with what institutions are asked.</summary>
public sealed record ReferredState(ReviewState Review, IReadOnlyList<Referral> Referrals)
{
    /// <summary>Null where the institution is not asked in this round. A programme refers in one stage at most.</summary>
    public Referral? Of(Ask ask) => Referrals.FirstOrDefault(each => each.Round == ask.Round && each.Institution == ask.Step);

    public IReadOnlyList<Referral> Of(string stage, int round) =>
        [.. Referrals.Where(each => each.Stage == stage && each.Round == round)];

    public ReferredState With(Referral changed) => this with
    {
        Referrals = [.. Referrals.Select(each => IsSame(each, changed) ? changed : each)],
    };

    private static bool IsSame(Referral one, Referral other) =>
        (one.Stage, one.Round, one.Institution) == (other.Stage, other.Round, other.Institution);
}

/// <summary>The referrals, in the application's partition: rows <c>referral|…</c>.</summary>
public static class ReferralAggregate
{
    /// <summary>For pages that show an application with the institutions' answers.</summary>
    public static readonly Part<IReadOnlyList<Referral>> Referrals = Part.Many<Referral>(
        "referral", referral => $"{referral.Stage}|{referral.Round:D2}|{referral.Institution}");

    public static readonly Aggregate<ReferredState> Kind = new(ReviewAggregate.Kind.Table, new Part<ReferredState>
    {
        Kinds = [.. ReviewAggregate.Part.Kinds, .. Referrals.Kinds],
        Read = rows => new ReferredState(ReviewAggregate.Part.Read(rows), Referrals.Read(rows)),
        Write = state => [.. ReviewAggregate.Part.Write(state.Review), .. Referrals.Write(state.Referrals)],
        Lines = state => ReviewAggregate.Part.Lines(state.Review),
    });
}
