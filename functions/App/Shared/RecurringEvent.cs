using Microsoft.DurableTask;

namespace FunctionsApp.Shared;

/// <summary>An event that may come many times: at most one wait stands at a time, since a forgotten or timed-out one would swallow the next event.</summary>
internal sealed class RecurringEvent(TaskOrchestrationContext context, string name)
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
