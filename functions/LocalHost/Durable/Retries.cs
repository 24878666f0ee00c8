using System.Reflection;
using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Repeats a failed activity or sub-orchestration by policy or by the caller's handler, as part of the orchestration.</summary>
internal static class Retries
{
    private const string Final = "LocalHost.Durable.Final";

    /// <summary>The failure stays whatever is tried: nothing of that name exists.</summary>
    public static void MarkFinal(TaskFailedException failure) => failure.Data[Final] = true;

    public static bool IsFinal(TaskFailedException failure) => failure.Data.Contains(Final);

    public static async Task<T> RunAsync<T>(LocalOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure) when (retry is not null && !IsFinal(failure))
            {
                if (!await AgainAsync(context, retry, failure, attempts, begun)) throw;
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

    private static async Task<bool> AgainAsync(
        LocalOrchestrationContext context,
        TaskRetryOptions retry,
        TaskFailedException failure,
        int attempts,
        DateTime begun)
    {
        var now = context.CurrentUtcDateTime;
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(context, attempts, failure.FailureDetails, now - begun, CancellationToken.None));
        }

        if (retry.Policy is not { } policy || Delay(policy, attempts, begun, now) is not { } delay) return false;
        if (!policy.Handle(CoreFailure.Of(failure))) return false;
        await context.DelayRetryAsync(now + delay);
        return true;
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
        Exception.GetProperty("FailureDetails")!.SetValue(core, Convert.Invoke(failure.FailureDetails, null));
        return core;
    }
}
