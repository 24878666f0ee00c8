using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>Repeats a stored history against today's code.</summary>
public static class HistoryReplay
{
    /// <exception cref="NonDeterminismException">The code decides otherwise than the history says.</exception>
    public static void Run(
        string instanceId,
        IReadOnlyList<Turn> history,
        IReadOnlyDictionary<string, OrchestratorCode> orchestrators,
        DataConverter converter,
        ILoggerFactory loggers)
    {
        var executor = new OrchestrationExecutor(instanceId, orchestrators, converter, loggers, _ => { });
        foreach (var turn in history) executor.Replay(turn);
    }
}
