using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.SiteVisits;

/// <summary>An appointment is not held: the application was withdrawn or is not under review any more, or no one arranged another day.
/// </summary>
[ShownAs(Right.Course)]
public sealed record AppointmentCancelled(string Stage, int Round, int Number) : Fact;

/// <summary>Cancels what is to come; what was held already keeps its time.</summary>
public static class CancelAppointment
{
    /// <summary>None where nothing is to come.</summary>
    public static Change<VisitState> Decide(VisitState state, string stage, int round, string actor, DateTimeOffset at)
    {
        if (state.Current(stage, round) is not { IsLive: true } live || live.Terms.Begins <= at) return Change.None(state);
        var cancelled = live with
        {
            State = AppointmentState.Cancelled, Sequence = live.Sequence + 1, ChangedAt = at.ToUniversalTime(),
        };
        return Change.To(state.With(cancelled), actor, new AppointmentCancelled(stage, round, live.Number));
    }
}
