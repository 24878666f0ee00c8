using System.Reflection;
using System.Threading.Channels;
using LocalHost.Clock;
using LocalHost.Telemetry;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>Runs scheduled activities, a bounded number at a time, and gives their ends to their instances.</summary>
internal sealed class ActivityDispatcher(
    InstanceBoard board,
    Writer writer,
    WorkTracker work,
    IReadOnlyDictionary<string, ActivityCode> activities,
    EngineCounters counters,
    ILogger logger,
    Action<EngineStep> probe,
    Action<Exception> fault)
{
    private readonly Channel<(PendingActivity Activity, IDisposable Token)> queue = Channel.CreateUnbounded<(PendingActivity, IDisposable)>();

    public void Add(PendingActivity activity)
    {
        var token = work.Begin();
        if (!queue.Writer.TryWrite((activity, token))) token.Dispose();
    }

    public void Close() => queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken stop)
    {
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (queue.Reader.TryRead(out var next))
            {
                if (stop.IsCancellationRequested) next.Token.Dispose();
                else await RunAsync(next.Activity, next.Token, stop);
            }
        }
    }

    private async Task RunAsync(PendingActivity activity, IDisposable token, CancellationToken stop)
    {
        HistoryEvent ended;
        try
        {
            probe(EngineStep.Activity);
            ended = await InvokeAsync(activity, stop);
            probe(EngineStep.ActivityDone);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Interrupted by the end of the host: it stays scheduled and runs again.
            token.Dispose();
            return;
        }
        catch (SimulatedCrashException crash)
        {
            token.Dispose();
            fault(crash);
            return;
        }

        counters.Activity();
        if (!board.Deliver(activity.Instance, activity.Id, new InboxMessage(0, activity.Generation, ended) { Of = activity })) Keep(activity, ended);
        token.Dispose();
    }

    /// <summary>Stores how an activity ended, where no turn takes it any more.</summary>
    public void Keep(PendingActivity activity, HistoryEvent ended) => writer.Submit((store, effects) => store.Keep(activity, ended, effects), () => { }, fault);

    private async Task<HistoryEvent> InvokeAsync(PendingActivity activity, CancellationToken stop)
    {
        using var span = DurableSpans.Run(activity);
        if (!activities.TryGetValue(activity.Name, out var code)) return new TaskFailed(activity.Task, Failures.NoActivity(activity.Name, activity.Version), Final: true);
        try
        {
            return new TaskCompleted(activity.Task, await code(new ActivityCall(activity.Id, activity.Name, activity.Task, activity.Input), stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The host's boundary: whatever an activity throws is recorded as its failure.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var failure = error is TargetInvocationException { InnerException: { } cause } ? cause : error;
            span.Failed(failure);
            logger.LogWarning(failure, "Activity {Activity} of {Instance} failed.", activity.Name, activity.Id);
            return new TaskFailed(activity.Task, Failures.Of(failure));
        }
    }
}
