using System.ComponentModel;
using System.Diagnostics;

namespace LocalHost.Azurite;

/// <summary>Node.js and npm of this machine.</summary>
internal static class NodeTools
{
    private const int Oldest = 20;

    /// <exception cref="LocalHostException">Node.js is missing or too old.</exception>
    public static async Task RequireNodeAsync(CancellationToken cancellation)
    {
        var version = await VersionAsync("node", cancellation);
        if (version is null) throw new LocalHostException($"Node.js was not found. The storage emulator needs Node.js {Oldest} or later: install it from https://nodejs.org and see that node is on the PATH.");
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < Oldest)
        {
            throw new LocalHostException($"Node.js {version} is too old. The storage emulator needs Node.js {Oldest} or later: https://nodejs.org.");
        }
    }

    /// <summary>Runs npm in a folder.</summary>
    /// <exception cref="LocalHostException">npm is missing or failed; the message ends with what it said.</exception>
    public static async Task NpmAsync(string directory, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        // npm is a script: on Windows it starts through the command processor only.
        var start = OperatingSystem.IsWindows() ? Start("cmd.exe", ["/c", "npm", .. arguments]) : Start("npm", arguments);
        start.WorkingDirectory = directory;
        var (code, output) = await RunAsync(start, cancellation)
            ?? throw new LocalHostException("npm was not found. It comes with Node.js: https://nodejs.org.");
        if (code != 0) throw new LocalHostException($"npm {string.Join(' ', arguments)} failed with code {code}:{Environment.NewLine}{output.Trim()}");
    }

    public static ProcessStartInfo Start(string file, IEnumerable<string> arguments) => new(file, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    private static async Task<string?> VersionAsync(string file, CancellationToken cancellation) =>
        await RunAsync(Start(file, ["--version"]), cancellation) is (0, { } output) ? output.Trim() : null;

    private static async Task<(int Code, string Output)?> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
