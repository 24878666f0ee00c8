using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions.Digests;

/// <summary>A digest reached its last subscriber.</summary>
public sealed record DigestEnded(AlertFrequency Frequency, DateTimeOffset Until) : Fact;

/// <summary>Ends a digest.</summary>
public static class EndDigest
{
    /// <summary>No facts where it ended before, or began under an earlier version of the app.</summary>
    public static Change<DigestState> Decide(DigestState state, DateTimeOffset until, string actor)
    {
        var rest = state.Open.Where(run => run.Until != until).ToList();
        return rest.Count == state.Open.Count ? Change.None(state)
            : Change.To(state with { Open = rest }, actor, new DigestEnded(state.Frequency, until));
    }
}
