using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Missing;

public sealed class ReminderTimer(RemindReporters reminders)
{
    /// <summary>Daily 09:30 Asia/Shanghai, written in UTC. A tick that was missed is made up until the month is released.</summary>
    [Function(RemindReporters.Actor)]
    public Task RemindAsync([TimerTrigger("0 30 1 * * *")] TimerInfo timer, CancellationToken cancellation) =>
        reminders.RunAsync(cancellation);
}
