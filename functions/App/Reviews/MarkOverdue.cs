using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews;

/// <summary>The promised time of a stage is over, and the stage has no outcome.</summary>
/// <param name="Promised">When it was to end, UTC.</param>
[ShownAs(Right.Course)]
public sealed record StageOverdue(string Stage, int Round, DateTimeOffset Promised) : Fact;

/// <summary>Records that a stage takes longer than was promised.</summary>
public static class MarkOverdue
{
    /// <summary>Once for each stage and round; none where the stage was closed meanwhile.</summary>
    /// <param name="promised">When it was to end, UTC.</param>
    public static Change<ReviewState> Decide(ReviewState state, string stage, int round, DateTimeOffset promised, DateTimeOffset at)
    {
        if (state.Run(stage, round) is not { OverdueAt: null, State: not StageRunState.Closed } run) return Change.None(state);
        return Change.To(
            state.With(run with { OverdueAt = at.ToUniversalTime() }), nameof(MarkOverdue), new StageOverdue(stage, round, promised));
    }
}
