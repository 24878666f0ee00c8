using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions.Digests;

/// <summary>A digest that did not reach its last subscriber is sent again: each gets it once, whoever had it gets nothing more.</summary>
/// <param name="Attempt">1, 2, 3 …</param>
public sealed record DigestResumed(AlertFrequency Frequency, DateTimeOffset From, DateTimeOffset Until, int Attempt) : Fact;

/// <summary>Makes up digests one of whose pages was put aside.</summary>
public static class ResumeDigest
{
    /// <summary>Time in which a digest reaches its last subscriber: far more than its pages take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>No facts where none is late.</summary>
    public static Change<DigestState> Decide(DigestState state, string actor, DateTimeOffset now)
    {
        var late = state.Open.Where(run => now - run.AskedAt >= Patience).ToList();
        if (late.Count == 0) return Change.None(state);
        var again = late.ConvertAll(run => run with { Attempt = run.Attempt + 1, AskedAt = now });
        return Change.To(
            state with { Open = [.. state.Open.Except(late).Concat(again).OrderBy(run => run.Until)] }, actor,
            again.Select(run => new DigestResumed(state.Frequency, run.From, run.Until, run.Attempt)));
    }
}
