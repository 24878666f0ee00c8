using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Repeats a failed activity or sub-orchestration by policy or by the caller's handler, as part of the orchestration.</summary>
internal static class Retries
{
    public static async Task<T> RunAsync<T>(LocalOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> attempt)
    {
        if (retry is null) return await attempt();
        var begun = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
#pragma warning disable CA1031 // Like Durable Task, a policy looks at whatever the attempt threw, also at a result that cannot be read.
            catch (Exception failure) when (failure is not OrchestrationException { FailureDetails.IsNonRetriable: true })
#pragma warning restore CA1031
            {
                var again = retry.Policy is { } policy
                    ? await WaitAsync(policy, context, failure, attempts, begun)
                    : await AskAsync(retry.Handler!, context, failure, attempts, begun);
                if (!again) throw;
            }
        }
    }

    /// <summary>The delay before the next attempt, null when the time is over. Attempts count from 1.</summary>
    internal static TimeSpan? Delay(RetryPolicy policy, int attempts, DateTime begun, DateTime now)
    {
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now - begun >= policy.RetryTimeout) return null;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var limit = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : limit;
    }

    private static async Task<bool> AskAsync(AsyncRetryHandler handler, LocalOrchestrationContext context, Exception failure, int attempts, DateTime begun) =>
        failure is OrchestrationException && await handler(new RetryContext(
            context, attempts, TaskFailureDetails.FromException(failure), context.CurrentUtcDateTime - begun, CancellationToken.None));

    private static async Task<bool> WaitAsync(RetryPolicy policy, LocalOrchestrationContext context, Exception failure, int attempts, DateTime begun)
    {
        var now = context.CurrentUtcDateTime;
        if (attempts == policy.MaxNumberOfAttempts)
        {
            // Durable Task waited a last time here once, and since then sets a timer that is due at once, for the histories of that time.
            await context.DelayRetryAsync(now);
            return false;
        }

        if (!Handles(policy, failure) || Delay(policy, attempts, begun, now) is not { } delay) return false;
        await context.DelayRetryAsync(now + delay);
        return true;
    }

    private static bool Handles(RetryPolicy policy, Exception failure)
    {
        try
        {
            return policy.Handle(failure);
        }
#pragma warning disable CA1031 // Like Durable Task: a handler that throws does not hide the failure that it was asked about.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
