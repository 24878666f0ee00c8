using System.Diagnostics;
using App.Tests.Fixtures;
using App.Tests.Fuzzing;
using SharpFuzz;

namespace Benchmarks.Fuzzing;

/// <summary>Fuzzes one parser: App and MimeKit are instrumented in a copy of the program, which runs in a process of its own.</summary>
internal static class FuzzCommand
{
    private static readonly string[] Parsers =
    [
        "FunctionsApp.Documents.Checking", "FunctionsApp.Platform.Sheets", "FunctionsApp.Warnings.Cap", "FunctionsApp.Warnings.National",
        "FunctionsApp.Records.Log", "FunctionsApp.Records.Verifying", "FunctionsApp.Mail", "MimeKit",
    ];

    /// <summary>With the library that reads the mails: App has but a few branches of that parser.</summary>
    private static readonly string[] Assemblies = ["FunctionsApp.dll", "MimeKit.dll"];

    private static string Copy { get; } = Path.Combine(Repository.Root, "artifacts", "fuzz", "program");

    private static bool IsCopy => Path.GetFullPath(AppContext.BaseDirectory).StartsWith(Copy, StringComparison.Ordinal);

    /// <exception cref="FormatException">There is no such parser.</exception>
    public static async Task<int> RunAsync(string name, int seconds, int seed, CancellationToken cancellation)
    {
        if (!IsCopy) return await InstrumentAsync(name, seconds, seed, cancellation);
        FuzzLoop.Connect();
        var target = FuzzTarget.All.SingleOrDefault(each => each.Name == name)
            ?? throw new FormatException($"Which parser? {string.Join(", ", FuzzTarget.All.Select(each => each.Name))}.");
        if (Environment.GetEnvironmentVariable("__AFL_SHM_ID") is null)
        {
            return await FuzzLoop.RunAsync(target, TimeSpan.FromSeconds(seconds), seed, cancellation);
        }

        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            if (target.FaultAsync(bytes.ToArray()).GetAwaiter().GetResult() is { } fault) throw new InvalidOperationException(fault);
        });
        return 0;
    }

    private static async Task<int> InstrumentAsync(string name, int seconds, int seed, CancellationToken cancellation)
    {
        if (Directory.Exists(Copy)) Directory.Delete(Copy, recursive: true);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Copy, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        foreach (var assembly in Assemblies)
        {
            _ = Fuzzer.Instrument(
                Path.Combine(Copy, assembly),
                type => Parsers.Any(parser => type.StartsWith(parser, StringComparison.Ordinal)), Options.Value).Count();
        }

        var program = Path.Combine(Copy, $"{typeof(FuzzCommand).Assembly.GetName().Name}.dll");
        using var process = Process.Start("dotnet", [program, "fuzz", name, "--seconds", $"{seconds}", "--seed", $"{seed}"]);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }
}
