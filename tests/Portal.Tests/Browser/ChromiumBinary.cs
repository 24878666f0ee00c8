using LocalHost;
using LocalHost.Azurite;

namespace Portal.Tests.Browser;

/// <summary>A Chromium that starts on this machine.</summary>
/// <param name="Environment">What it needs beside the environment of this process.</param>
internal sealed record ChromiumBinary(string Path, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The one of the pinned package, with the machine's libraries or its own; else a chromium on the PATH.</summary>
    /// <exception cref="LocalHostException">None of them starts.</exception>
    public static async Task<ChromiumBinary> FindAsync(CancellationToken cancellation)
    {
        var reasons = new List<string>();
        var candidates = await UnpackedAsync(reasons, cancellation);
        foreach (var candidate in candidates.Concat(new[] { "chromium", "chromium-browser", "google-chrome" }.SelectMany(OnPath)))
        {
            var (code, _, errors) = await NodeRun.RunAsync(
                candidate.Path, ["--version"], AppContext.BaseDirectory, candidate.Environment, cancellation);
            if (code == 0) return candidate;
            reasons.Add($"{candidate.Path}: {errors.Trim()}");
        }

        throw new LocalHostException(
            "These tests need a browser: npm must be able to install @sparticuz/chromium, or a chromium must be on the PATH. "
            + string.Join(' ', reasons));
    }

    private static async Task<IReadOnlyList<ChromiumBinary>> UnpackedAsync(List<string> reasons, CancellationToken cancellation)
    {
        // The package is built for this platform alone.
        if (!OperatingSystem.IsLinux()) return [];
        try
        {
            var folder = await UnpackAsync(cancellation);
            var binary = System.IO.Path.Combine(folder, "chromium");
            var libraries = System.IO.Path.Combine(folder, "al2023", "lib");
            return [new(binary, Nothing), new(binary, new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = libraries })];
        }
        catch (LocalHostException failed)
        {
            reasons.Add(failed.Message);
            return [];
        }
    }

    /// <summary>The package unpacks into the folder for temporary files, which this moves beside its modules.</summary>
    private static async Task<string> UnpackAsync(CancellationToken cancellation)
    {
        var home = System.IO.Path.GetDirectoryName(await NodeRun.PackagesAsync(cancellation))!;
        var folder = System.IO.Path.Combine(home, "browser");
        if (Directory.Exists(folder)) return folder;
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            // Without this name the package keeps its libraries to itself.
            var environment = new Dictionary<string, string> { ["TMPDIR"] = draft, ["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs20.x" };
            var (code, _, errors) = await NodeRun.RunAsync(
                "node", ["-e", "import('@sparticuz/chromium').then(all => all.default.executablePath())"], home, environment, cancellation);
            if (code != 0) throw new LocalHostException($"The browser cannot be unpacked: {errors.Trim()}");
            try
            {
                Directory.Move(draft, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                // Another run was first; its copy is the same.
            }
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }

        return folder;
    }

    private static IEnumerable<ChromiumBinary> OnPath(string name) =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
            .Where(File.Exists).Select(path => new ChromiumBinary(path, Nothing));
}
