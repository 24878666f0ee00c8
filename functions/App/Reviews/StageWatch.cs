using System.Text.Json.Serialization;
using FunctionsApp.Platform.Durable;
using Microsoft.DurableTask;

namespace FunctionsApp.Reviews;

/// <param name="Since">When the stage was looked after before, UTC.</param>
/// <param name="At">UTC: the same for each attempt.</param>
public sealed record StageCheck(StageRequest Stage, DateTimeOffset Since, DateTimeOffset At)
{
    /// <summary>
    /// What happened later may not have been followed up: a clock may differ. What is done twice, such as a letter, has one id.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset LooksBackTo => Since - TimeSpan.FromHours(1);
}

/// <param name="Outcome">Null while the stage must wait.</param>
/// <param name="Next">When to look again, UTC, later than the check; null with an outcome.</param>
public sealed record StageProgress(StageOutcome? Outcome, DateTimeOffset? Next);

/// <summary>Waits for the outcome of a stage that one activity looks after.</summary>
public static class StageWatch
{
    /// <summary>Calls the activity at each event and at each moment that has something due, until the stage has an outcome.</summary>
    /// <param name="activity">Takes a <see cref="StageCheck"/>, returns a <see cref="StageProgress"/>; safe to run twice.</param>
    public static async Task<StageOutcome> RunAsync(TaskOrchestrationContext context, StageRequest request, string activity)
    {
        var changed = new RecurringEvent(context, StageRequest.Changed);
        var since = context.CurrentUtcDateTime;
        StageOutcome? outcome = null;
        while (outcome is null)
        {
            var at = context.CurrentUtcDateTime;
            var progress = await context.CallActivityAsync<StageProgress>(
                activity, new StageCheck(request, since, at), ActivityRetries.Patient);
            outcome = progress.Outcome;
            if (outcome is null) await changed.ComesBeforeAsync((progress.Next ?? at.AddDays(1)).UtcDateTime);
            since = at;
        }

        return outcome.Value;
    }
}
