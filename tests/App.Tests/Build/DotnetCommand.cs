using System.Diagnostics;

namespace App.Tests.Build;

/// <summary>One run of the dotnet command line, apart from the build that made the tests.</summary>
/// <remarks>Tests that use it share a collection: one such run at a time is load enough.</remarks>
internal static class DotnetCommand
{
    /// <summary>Far above what any of them takes, with a cold registry too; passed, it is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="packages">Folder that takes the place of the user's package cache; null keeps that.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, string? packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // What a build sets for its children would lead this one to the outer build's files.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (packages is not null) start.Environment["NUGET_PACKAGES"] = packages;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var output = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, string.Concat(output));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
