using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>Repeats exported histories against today's code: instances that repeat theirs may go on with it.</summary>
public sealed class HistoryReplay(IReadOnlyDictionary<string, OrchestratorCode> orchestrators, DataConverter converter, ILoggerFactory loggers)
{
    private readonly Dictionary<string, OrchestratorCode> orchestrators = new(orchestrators, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="NonDeterminismException">The code decides otherwise than the history says.</exception>
    public void Run(InstanceHistory history)
    {
        var executor = new OrchestrationExecutor(history.Instance, orchestrators, converter, loggers, string.Empty, _ => { });
        foreach (var turn in history.Turns) executor.Replay(turn);
    }

    /// <summary>Each *.json of a folder, by name: null where the code repeats it, else the difference.</summary>
    /// <exception cref="FormatException">A file is not an exported history.</exception>
    public IReadOnlyDictionary<string, NonDeterminismException?> RunFolder(string folder)
    {
        var results = new SortedDictionary<string, NonDeterminismException?>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json")) results[Path.GetFileName(file)] = Difference(InstanceHistory.Load(file));
        return results;
    }

    private NonDeterminismException? Difference(InstanceHistory history)
    {
        try
        {
            Run(history);
            return null;
        }
        catch (NonDeterminismException difference)
        {
            return difference;
        }
    }
}
