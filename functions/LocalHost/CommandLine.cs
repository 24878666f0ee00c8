using System.Globalization;

namespace LocalHost;

/// <summary>The words after <c>--</c>.</summary>
/// <param name="Data">Null: <c>.local</c> at the root of the repository, or here.</param>
/// <param name="AzuritePort">Port of blobs; queues and tables take the two after it.</param>
public sealed record CommandLine(string Command, int Port, string? Data, int AzuritePort, bool VirtualClock)
{
    public const string Usage = """
        dotnet run --project functions/LocalHost [-- [run] [options]]

          --port <n>           HTTP port, 7071 if not given; 0: any free one
          --data <folder>      data of all parts, .local if not given
          --azurite-port <n>   blob port of the storage emulator, 10000 if not given; queues and tables take the next two
          --virtual-clock      time jumps to what is due when nothing runs
        """;

    /// <summary>Reads the words.</summary>
    /// <exception cref="FormatException">An unknown word, a missing or impossible value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        var line = new CommandLine("run", 7071, null, 10000, false);
        for (var at = 0; at < words.Count; at++)
        {
            string Value() => ++at < words.Count ? words[at] : throw new FormatException($"{words[at - 1]} needs a value.");
            line = words[at] switch
            {
                "run" when at == 0 => line,
                "--port" => line with { Port = ParsePort(Value(), 0, ushort.MaxValue) },
                "--data" => line with { Data = Value() },
                "--azurite-port" => line with { AzuritePort = ParsePort(Value(), 1, ushort.MaxValue - 2) },
                "--virtual-clock" => line with { VirtualClock = true },
                var unknown => throw new FormatException($"Unknown argument {unknown}."),
            };
        }

        return line;
    }

    /// <summary>The data folder, absolute.</summary>
    public string DataDirectory()
    {
        if (Data is not null) return Path.GetFullPath(Data);
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FunctionsApp.sln"))) return Path.Combine(folder.FullName, ".local");
        }

        return Path.GetFullPath(".local");
    }

    private static int ParsePort(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= least && port <= most
            ? port
            : throw new FormatException($"{text} is not a port from {least} to {most}.");
}
