using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Durable;

/// <summary>An orchestration that there should be by the state of its matter.</summary>
/// <param name="Since">When the fact that starts it was committed.</param>
public sealed record ExpectedRun(string InstanceId, object Input, DateTimeOffset Since);

/// <summary>Starts the orchestrations whose fact was lost: put aside as a dead letter, or taken by a worker that died.</summary>
/// <remarks>The fact itself is not published again: within a day Service Bus drops it as a duplicate.</remarks>
public sealed class MissingRuns(TimeProvider time, ILogger<MissingRuns> logger)
{
    /// <summary>Orchestrations that one tick asks for.</summary>
    internal const int Bound = 200;

    /// <summary>A fact younger than this may still be on its way.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Those of a list, read to its end before the first is asked for.</summary>
    /// <inheritdoc cref="StartAsync(DurableTaskClient, string, IReadOnlyList{ExpectedRun}, CancellationToken)"/>
    public async Task StartAsync(
        DurableTaskClient durable, string orchestrator, IAsyncEnumerable<ExpectedRun> expected, CancellationToken cancellation) =>
        await StartAsync(durable, orchestrator, await expected.ToListAsync(cancellation), cancellation);

    /// <summary>Safe to run twice and beside the facts themselves.</summary>
    public async Task StartAsync(
        DurableTaskClient durable, string orchestrator, IReadOnlyList<ExpectedRun> expected, CancellationToken cancellation)
    {
        // Begins anywhere, so that with more than the bound each has its turn, whichever instance runs the tick.
        foreach (var run in Choose(expected, time.GetUtcNow(), Random.Shared.Next(Math.Max(1, expected.Count))))
        {
            if (await durable.GetInstanceAsync(run.InstanceId, cancellation) is not null) continue;
            if (await durable.StartOnceAsync(orchestrator, run.InstanceId, run.Input, cancellation))
            {
                logger.LogWarning("{Instance} was missing and is started; its fact is lost or a dead letter", run.InstanceId);
            }
        }
    }

    /// <summary>Settled ones from a place in the list on, round its end, up to the bound.</summary>
    internal static IEnumerable<ExpectedRun> Choose(IReadOnlyList<ExpectedRun> expected, DateTimeOffset now, int start)
    {
        var settled = expected.Where(run => now - run.Since >= Settled).ToList();
        return Enumerable.Range(0, Math.Min(Bound, settled.Count)).Select(offset => settled[(start + offset) % settled.Count]);
    }
}
