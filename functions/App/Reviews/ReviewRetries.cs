using Microsoft.DurableTask;

namespace FunctionsApp.Reviews;

public static class ReviewRetries
{
    /// <summary>Tries for about a day, from 2 s to 30 min apart: a review outlives an outage of its storage.</summary>
    public static readonly TaskOptions Patient = new(new TaskRetryOptions(
        new RetryPolicy(60, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(30))));
}
