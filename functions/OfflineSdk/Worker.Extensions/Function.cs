// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Abstractions 1.3.0 (a dependency of Microsoft.Azure.Functions.Worker 2.52.0).
namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public RetryAttribute() { }

    public int MaxRetryCount { get; set; }
}

public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        RetryInterval.Parse(delayInterval, nameof(delayInterval));
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    public string DelayInterval { get; }
}

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        if (RetryInterval.Parse(minimumInterval, nameof(minimumInterval)) > RetryInterval.Parse(maximumInterval, nameof(maximumInterval)))
        {
            throw new ArgumentException("The minimumInterval must not be greater than the maximumInterval.", nameof(minimumInterval));
        }

        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }
}

internal static class RetryInterval
{
    internal static TimeSpan Parse(string text, string parameter)
    {
        if (!TimeSpan.TryParse(text, out var interval)) throw new ArgumentOutOfRangeException(parameter);
        return interval >= TimeSpan.Zero ? interval : throw new ArgumentOutOfRangeException(parameter, "The TimeSpan must not be negative.");
    }
}
