using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>Repeats exported histories against today's code: instances that repeat theirs may go on with it.</summary>
public sealed class HistoryReplay(IReadOnlyDictionary<string, OrchestratorCode> orchestrators, DataConverter converter, ILoggerFactory loggers)
{
    private readonly Dictionary<string, OrchestratorCode> orchestrators = new(orchestrators, StringComparer.OrdinalIgnoreCase);

    /// <param name="judge">For tests: is shown each turn, as by the engine.</param>
    /// <exception cref="NonDeterminismException">The code decides otherwise than the history says.</exception>
    public void Run(InstanceHistory history, Action<DecidedTurn>? judge = null)
    {
        // The instance was started with the default version of the code that ran it; so were its children.
        var executor = new OrchestrationExecutor(history.Instance, orchestrators, converter, loggers, history.Version, _ => { });
        for (var turn = 0; turn < history.Turns.Count; turn++)
        {
            executor.Replay(history.Turns[turn]);
            if (judge is not null && executor.Show([.. history.Turns.Take(turn)], history.Turns[turn]) is { } decided) judge(decided);
        }
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
