using Microsoft.DurableTask;

namespace FunctionsApp.Reviews;

/// <summary>An event that may come many times: at most one wait stands at a time, since a forgotten one would swallow the next event.</summary>
internal sealed class Signal(TaskOrchestrationContext context, string name)
{
    private Task<string?>? wait;

    /// <summary>Completes with the next event.</summary>
    public Task Next => wait ??= context.WaitForExternalEvent<string?>(name);

    /// <summary>The event was seen; <see cref="Next"/> waits for another one.</summary>
    public void Take() => wait = null;
}
