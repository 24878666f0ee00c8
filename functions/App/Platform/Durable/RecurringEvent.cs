using Microsoft.DurableTask;

namespace FunctionsApp.Platform.Durable;

/// <summary>An event that may come many times. There is at most one wait at a time, and it is never cancelled.</summary>
/// <remarks>
/// The newest wait gets the next event, so a wait that the code has forgotten would swallow it. A cancelled one does so up to version 1.25
/// of the Durable Task worker; since 1.27 events pass over it. One wait that is never cancelled is right under both.
/// </remarks>
public sealed class RecurringEvent(TaskOrchestrationContext context, string name)
{
    private Task<string?>? wait;

    /// <summary>Completes with the next event.</summary>
    public Task Next => wait ??= context.WaitForExternalEvent<string?>(name);

    /// <summary>The event was seen; <see cref="Next"/> waits for another one.</summary>
    public void Take() => wait = null;

    /// <summary>True if the event comes first, which takes it; false at the moment, which leaves the wait standing.</summary>
    /// <param name="moment">UTC.</param>
    public async Task<bool> ComesBeforeAsync(DateTime moment)
    {
        using var stopTimer = new CancellationTokenSource();
        var timer = context.CreateTimer(moment, stopTimer.Token);
        if (await Task.WhenAny(Next, timer) == timer) return false;
        Take();
        stopTimer.Cancel();
        return true;
    }
}
