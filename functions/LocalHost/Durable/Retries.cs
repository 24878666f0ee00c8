using System.Reflection;
using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Repeats a failed activity or sub-orchestration by policy or by the caller's handler, as part of the orchestration.</summary>
internal static class Retries
{
    private const string Final = "LocalHost.Durable.Final";

    private static readonly TaskFailureDetails Unknown = new("(unknown)", "(unknown)", null, null, null);

    /// <summary>The failure stays whatever is tried: nothing of that name exists.</summary>
    public static void MarkFinal(TaskFailedException failure) => failure.Data[Final] = true;

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
#pragma warning disable CA1031 // As officially, a policy looks at whatever the attempt threw, also at a result that cannot be read.
            catch (Exception failure) when (!failure.Data.Contains(Final))
#pragma warning restore CA1031
            {
                var again = retry.Handler is { } handler
                    ? await AskAsync(handler, context, failure, attempts, begun)
                    : await WaitAsync(retry.Policy!, context, failure, attempts, begun);
                if (!again) throw;
            }
        }
    }

    /// <summary>The delay before the next attempt, null when the policy gives up. Attempts count from 1.</summary>
    internal static TimeSpan? Delay(RetryPolicy policy, int attempts, DateTime begun, DateTime now)
    {
        if (attempts >= policy.MaxNumberOfAttempts) return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now - begun >= policy.RetryTimeout) return null;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var limit = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : limit;
    }

    private static async Task<bool> AskAsync(AsyncRetryHandler handler, LocalOrchestrationContext context, Exception failure, int attempts, DateTime begun) =>
        failure is TaskFailedException failed
        && await handler(new RetryContext(context, attempts, failed.FailureDetails ?? Unknown, context.CurrentUtcDateTime - begun, CancellationToken.None));

    private static async Task<bool> WaitAsync(RetryPolicy policy, LocalOrchestrationContext context, Exception failure, int attempts, DateTime begun)
    {
        var now = context.CurrentUtcDateTime;
        if (Delay(policy, attempts, begun, now) is not { } delay || !Handles(policy, failure)) return false;
        await context.DelayRetryAsync(now + delay);
        return true;
    }

    private static bool Handles(RetryPolicy policy, Exception failure)
    {
        try
        {
            return policy.Handle(failure is TaskFailedException failed ? CoreFailure.Of(failed) : failure);
        }
#pragma warning disable CA1031 // As officially: a handler that throws does not hide the failure that it was asked about.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}

/// <summary>The exception that a policy's HandleFailure expects: with the official packages it is DurableTask.Core's, otherwise ours.</summary>
internal static class CoreFailure
{
    private static readonly Type? Exception = Type.GetType("DurableTask.Core.Exceptions.TaskFailedException, DurableTask.Core");

    private static readonly MethodInfo? Convert =
        typeof(TaskFailureDetails).GetMethod("ToCoreFailureDetails", BindingFlags.Instance | BindingFlags.NonPublic);

    public static Exception Of(TaskFailedException failure)
    {
        if (Exception is null || Convert is null) return failure;
        var core = (Exception)Activator.CreateInstance(Exception, failure.Message, failure)!;
        // None of a sub-orchestration that was terminated.
        if (failure.FailureDetails is { } details) Exception.GetProperty("FailureDetails")!.SetValue(core, Convert.Invoke(details, null));
        return core;
    }
}
