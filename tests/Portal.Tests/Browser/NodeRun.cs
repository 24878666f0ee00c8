using System.ComponentModel;
using System.Diagnostics;
using LocalHost.Azurite;

namespace Portal.Tests.Browser;

/// <summary>Programs that these tests start: Node.js on the packages of the folder Node, and browsers.</summary>
internal static class NodeRun
{
    /// <summary>Script of html-validate, below node_modules.</summary>
    public static readonly string Validator = Path.Combine("html-validate", "bin", "html-validate.mjs");

    /// <summary>Folder node_modules of the pinned packages; installed on first use, once per machine and lock file.</summary>
    /// <exception cref="LocalHost.LocalHostException">npm is missing or failed.</exception>
    public static Task<string> PackagesAsync(CancellationToken cancellation) =>
        new NpmInstall(Path.Combine(AppContext.BaseDirectory, "Node"), "portal-tests", Validator)
            .EnsureAsync(AzuriteInstall.SharedFolder(), () => { }, cancellation);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, -1 where it cannot be started, and what it printed.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, output, await errors);
        }
        catch (Win32Exception missing)
        {
            return (-1, "", missing.Message);
        }
    }
}
