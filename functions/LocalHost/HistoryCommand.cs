using FunctionsApp;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost;

/// <summary><c>history</c>: reads stored orchestrations, also while a host runs on them, and replays exported ones against today's code.</summary>
public static class HistoryCommand
{
    /// <returns>1 when a replayed history differs.</returns>
    /// <exception cref="LocalHostException">No store, no such instance, or not a history.</exception>
    public static int Run(CommandLine line, TextWriter output)
    {
        try
        {
            return line.Verb == "replay" ? Replay(line.Operand!, output) : Read(line, output);
        }
        catch (Exception wrong) when (wrong is DurableStoreException or FormatException or IOException)
        {
            throw new LocalHostException(wrong.Message, wrong);
        }
    }

    private static int Read(CommandLine line, TextWriter output)
    {
        var path = LocalHostOptions.DurableStore(line.DataDirectory());
        using var reader = DurableReader.OfExisting(path);
        if (line.Verb == "list")
        {
            foreach (var instance in reader.All()) output.WriteLine($"{instance.InstanceId}\t{instance.Name}\t{instance.RuntimeStatus}\t{instance.LastUpdatedAt:u}");
            return 0;
        }

        var history = reader.History(line.Operand!)
            ?? throw new LocalHostException($"{path} has no instance '{line.Operand}'. `history list` shows those it has.");
        output.WriteLine(HistoryJson.Text(history));
        return 0;
    }

    private static int Replay(string path, TextWriter output)
    {
        var orchestrators = OrchestratorBinding.BindAll(FunctionCatalogue.Of(typeof(AppComposition).Assembly.GetTypes()));
        var replay = new HistoryReplay(orchestrators, DurableEngine.WebConverter, NullLoggerFactory.Instance);
        var results = replay.RunFolder(path);
        if (results.Count == 0) throw new LocalHostException($"{path} has no exported history (*.json).");
        foreach (var (file, difference) in results) output.WriteLine(difference is null ? $"{file}: repeats" : $"{file}: DIFFERS. {difference.Message}");
        return results.Values.Any(difference => difference is not null) ? 1 : 0;
    }
}
