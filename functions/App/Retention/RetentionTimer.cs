using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Retention;

public sealed class RetentionTimer(PlanErasures plans, RemindDrafters reminders, EraseApplications erasures)
{
    /// <summary>
    /// Daily 02:30 Asia/Shanghai, written in UTC: announces what is due, writes to drafters, then erases what was announced for long
    /// enough. Safe to run twice.
    /// </summary>
    [Function("Retention_Run")]
    public async Task RunAsync([TimerTrigger("0 30 18 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await plans.RunAsync(cancellation);
        await reminders.RunAsync(cancellation);
        await erasures.RunAsync(cancellation);
    }
}
