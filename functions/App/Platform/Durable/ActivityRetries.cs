using Microsoft.DurableTask;

namespace FunctionsApp.Platform.Durable;

/// <summary>How often the activities of orchestrations are tried again.</summary>
public static class ActivityRetries
{
    /// <summary>Tries for about a day, from 2 s to 30 min apart: an orchestration outlives an outage of its storage.</summary>
    public static readonly TaskOptions Patient = new(new TaskRetryOptions(
        new RetryPolicy(60, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(30))));
}
