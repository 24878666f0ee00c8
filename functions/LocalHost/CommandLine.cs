using System.Globalization;
using LocalHost.Telemetry;

namespace LocalHost;

/// <summary>The words after <c>--</c>.</summary>
/// <param name="Port">HTTP port; null: 7071, and any free one for a demo that ends.</param>
/// <param name="Data">Null: <c>.local</c> at the root of the repository, or here.</param>
/// <param name="AzuritePort">Port of blobs, queues and tables take the two after it; null: 10000, and free ones for a demo.</param>
/// <param name="Telemetry">Where traces, metrics and logs go.</param>
public sealed record CommandLine(
    string Command, int? Port, string? Data, int? AzuritePort, bool VirtualClock, bool Warning, bool Exit, TelemetryTarget Telemetry)
{
    private static readonly string[] Verbs = ["list", "export", "replay"];

    public const string Usage = """
        dotnet run --project functions/LocalHost [-- [run] [options]]
        dotnet run --project functions/LocalHost -- demo [--warning | --call <programme>] [--exit] [options]
        dotnet run --project functions/LocalHost -- history list [--data <folder>]
        dotnet run --project functions/LocalHost -- history export <instance> [--data <folder>]
        dotnet run --project functions/LocalHost -- history replay <folder of exported histories>
        dotnet run --project functions/LocalHost -- verify <dossier.zip> [--key <verifier key of the log>]

          --port <n>           HTTP port, 7071 if not given (demo --exit: any free one); 0: any free one
          --data <folder>      data of all parts, .local if not given
          --azurite-port <n>   blob port of the storage emulator, 10000 if not given (demo: free ones); queues and tables take the next two
          --virtual-clock      time jumps over the machinery's waits when nothing runs
          --telemetry <where>  traces, metrics and logs to the console, or to otlp (OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4317 if not set)
          --warning            demo of a warning, not of a review
          --call <programme>   demo of a complete call, not of a review: special-fund-rd
          --applications <n>   of that call, 40 if not given, 5 to 200
          --exit               demo ends instead of serving
        """;

    /// <summary>Of <c>history</c>: list, export or replay; null otherwise.</summary>
    public string? Verb { get; init; }

    /// <summary>What <see cref="Verb"/> is about: an instance or a folder; of <c>verify</c> the dossier; null for list.</summary>
    public string? Operand { get; init; }

    /// <summary>Of <c>verify</c>: the key of the log; null: its signature is not checked.</summary>
    public string? Key { get; init; }

    /// <summary>Programme whose call the demo plays; null for none.</summary>
    public string? Call { get; init; }

    /// <summary>Of the call, 5–200.</summary>
    public int Applications { get; init; } = 40;

    /// <summary>Reads the words.</summary>
    /// <exception cref="FormatException">An unknown word, a missing or impossible value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        var line = new CommandLine("run", null, null, null, false, false, false, TelemetryTarget.None);
        for (var at = 0; at < words.Count; at++)
        {
            string Value() => ++at < words.Count ? words[at] : throw new FormatException($"{words[at - 1]} needs a value.");
            line = words[at] switch
            {
                "--help" or "-h" or "help" when at == 0 => line with { Command = "help" },
                "run" or "demo" when at == 0 => line with { Command = words[at] },
                "history" when at == 0 => line with { Command = "history", Verb = Known(Value()) },
                var operand when line is { Verb: "export" or "replay", Operand: null } && !operand.StartsWith("--", StringComparison.Ordinal) => line with { Operand = operand },
                "verify" when at == 0 => line with { Command = "verify", Operand = Value() },
                "--key" when line.Command == "verify" => line with { Key = Value() },
                "--warning" when line.Command == "demo" => line with { Warning = true },
                "--call" when line.Command == "demo" => line with { Call = Value() is Demo.CallDemo.Programme ? Demo.CallDemo.Programme
                    : throw new FormatException($"demo --call {words[at]} is not known: {Demo.CallDemo.Programme}.") },
                "--applications" when line.Call is not null => line with { Applications = ParseApplications(Value()) },
                "--exit" when line.Command == "demo" => line with { Exit = true },
                "--port" => line with { Port = ParsePort(Value(), 0, ushort.MaxValue) },
                "--data" => line with { Data = Value() },
                "--azurite-port" => line with { AzuritePort = ParsePort(Value(), 1, ushort.MaxValue - 2) },
                "--virtual-clock" => line with { VirtualClock = true },
                "--telemetry" => line with { Telemetry = ParseTarget(Value()) },
                var unknown => throw new FormatException($"Unknown argument {unknown}."),
            };
        }

        if (line is { Verb: "export" or "replay", Operand: null }) throw new FormatException($"history {line.Verb} needs {(line.Verb == "export" ? "an instance" : "a folder")}.");
        return line;

        static string Known(string verb) => Verbs.Contains(verb) ? verb : throw new FormatException($"history {verb} is not known.");
    }

    /// <summary>The data folder, absolute.</summary>
    public string DataDirectory() => Data is null ? LocalFolder() : Path.GetFullPath(Data);

    /// <summary><c>.local</c> at the root of the repository, or in the current folder outside of one.</summary>
    public static string LocalFolder()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FunctionsApp.sln"))) return Path.Combine(folder.FullName, ".local");
        }

        return Path.GetFullPath(".local");
    }

    private static TelemetryTarget ParseTarget(string text) => text switch
    {
        "console" => TelemetryTarget.Console,
        "otlp" => TelemetryTarget.Otlp,
        _ => throw new FormatException($"--telemetry {text} is not known: console or otlp."),
    };

    private static int ParseApplications(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 5 and <= 200
            ? count
            : throw new FormatException($"{text} is not a number of applications from 5 to 200.");

    private static int ParsePort(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= least && port <= most
            ? port
            : throw new FormatException($"{text} is not a port from {least} to {most}.");
}
