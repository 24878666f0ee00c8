using System.Diagnostics;
using App.Tests.Fixtures;

namespace App.Tests.Documents.Scanning;

/// <summary>Debian's clamd: the machine's, or one that is unpacked below artifacts/, for which no rights are needed.</summary>
/// <param name="Libraries">Folder of its libraries; null for the machine's own.</param>
internal sealed record ClamdBinary(string Path, string? Libraries)
{
    private const string Installed = "/usr/sbin/clamd";
    private static readonly string Home = System.IO.Path.Combine(Repository.Root, "artifacts", "clamd");

    /// <summary>With the reason, where there is none: no Debian, or its archive cannot be reached.</summary>
    public static async Task<(ClamdBinary? Binary, string? Reason)> FindAsync(CancellationToken cancellation)
    {
        if (File.Exists(Installed)) return (new ClamdBinary(Installed, null), null);
        if (Directory.Exists(Home)) return (Unpacked(), null);
        if (!File.Exists("/usr/bin/apt-get")) return (null, "clamd is not installed, and there is no apt-get to fetch it with.");
        var draft = $"{Home}.{Guid.NewGuid():N}";
        try
        {
            var reason = await FetchAsync(draft, cancellation);
            if (reason is not null) return (null, $"clamd cannot be fetched from Debian's archive: {reason}");
            try
            {
                Directory.Move(System.IO.Path.Combine(draft, "root"), Home);
            }
            catch (IOException) when (Directory.Exists(Home))
            {
                // Another run was first; its copy is the same.
            }

            return (Unpacked(), null);
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>Ready to start, with the arguments.</summary>
    public ProcessStartInfo With(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Libraries is not null) start.Environment["LD_LIBRARY_PATH"] = Libraries;
        return start;
    }

    private static ClamdBinary Unpacked()
    {
        var library = Directory.EnumerateFiles(Home, "libclamav.so*", SearchOption.AllDirectories).First();
        return new ClamdBinary(System.IO.Path.Combine(Home, "usr/sbin/clamd"), System.IO.Path.GetDirectoryName(library));
    }

    // With folders of its own apt-get neither needs the machine's rights nor changes what is installed.
    private static async Task<string?> FetchAsync(string folder, CancellationToken cancellation)
    {
        var (lists, cache) = (System.IO.Path.Combine(folder, "lists"), System.IO.Path.Combine(folder, "cache"));
        var archives = System.IO.Path.Combine(cache, "archives");
        Directory.CreateDirectory(System.IO.Path.Combine(lists, "partial"));
        Directory.CreateDirectory(System.IO.Path.Combine(archives, "partial"));
        string[] own =
        [
            "-qq", "-o", $"Dir::State::Lists={lists}", "-o", $"Dir::Cache={cache}", "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=",
        ];
        string[] install = ["-y", "--no-install-recommends", "--download-only", "install", "clamav-daemon"];
        foreach (var arguments in new[] { [.. own, "update"], (string[])[.. own, .. install] })
        {
            if (await RunAsync("/usr/bin/apt-get", arguments, cancellation) is { } refused) return refused;
        }

        foreach (var package in Directory.EnumerateFiles(archives, "*.deb"))
        {
            var root = System.IO.Path.Combine(folder, "root");
            if (await RunAsync("/usr/bin/dpkg-deb", ["-x", package, root], cancellation) is { } refused) return refused;
        }

        return null;
    }

    private static async Task<string?> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = await process.StandardError.ReadToEndAsync(cancellation);
        await output;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? null : errors.Trim();
    }
}
