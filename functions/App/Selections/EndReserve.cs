using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>A reserve list ended: the applications that are left on it are not selected.</summary>
public sealed record ReserveEnded(int Batch, int Declined) : SelectionChanged(Batch);

/// <summary>Body of the end of the reserve lists.</summary>
/// <param name="Grounds">Why those that are left on them are not selected; their applicants read it.</param>
public sealed record EndReserveForm([property: TextLimit(DecideSelection.MaxReason, Multiline = true)] string Grounds);

/// <summary>Ends reserve lists.</summary>
public static class EndReserve
{
    /// <summary>Those of a batch whose time is over; none otherwise.</summary>
    public static Change<SelectionState> WhenOver(SelectionState state, int number, string actor, DateTimeOffset at) =>
        Decide(state, number, actor, null, at, placing => placing.Until <= at);

    /// <summary>Those of a batch, by an officer's hand.</summary>
    public static Change<SelectionState> ByHand(SelectionState state, int number, string person, string reason, DateTimeOffset at) =>
        Decide(state, number, person, PlainText.Kept(reason), at, _ => true);

    private static Change<SelectionState> Decide(
        SelectionState state, int number, string actor, string? reason, DateTimeOffset at, Func<Placing, bool> ends)
    {
        var ended = state.Placings.Where(placing => placing.Batch == number && placing.Outcome == PlacingOutcome.Reserve && ends(placing))
            .Select(placing => placing with
            {
                Outcome = PlacingOutcome.Declined, Reason = reason ?? placing.Reason, Until = null, ChangedAt = at.ToUniversalTime(),
            }).ToList();
        return ended.Count == 0 ? Change.None(state) : Change.To(
            ended.Aggregate(state, (current, placing) => current.With(placing)), actor, new ReserveEnded(number, ended.Count));
    }
}
