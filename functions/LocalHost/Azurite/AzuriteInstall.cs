using System.Security.Cryptography;

namespace LocalHost.Azurite;

/// <summary>The pinned npm package, installed once per machine and lock file.</summary>
public static class AzuriteInstall
{
    /// <summary>A folder of the user, whichever data folder is used; without one, the data folder of this place.</summary>
    public static string SharedFolder() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home
            ? Path.Combine(home, "FunctionsApp.LocalHost")
            : CommandLine.LocalFolder();

    /// <summary>Path of the script to run; installs it first where it is missing.</summary>
    /// <param name="cacheDirectory">Gets one folder per lock file.</param>
    /// <param name="say">Takes the progress line.</param>
    public static async Task<string> EnsureAsync(string cacheDirectory, Action<string> say, CancellationToken cancellation)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Azurite");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"), cancellation)))[..12];
        var folder = Path.Combine(cacheDirectory, $"azurite-{hash}");
        var script = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(script)) return script;

        say("Installing the storage emulator Azurite (npm, once per machine) …");
        // Installed aside and moved: a folder under the final name is whole, even when two hosts install at once.
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            foreach (var name in (string[])["package.json", "package-lock.json"]) File.Copy(Path.Combine(source, name), Path.Combine(draft, name));
            await NodeTools.NpmAsync(draft, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cancellation);
            try
            {
                Directory.Move(draft, folder);
            }
            catch (IOException) when (File.Exists(script))
            {
                // Another host was first; its copy is the same.
            }
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }

        say("Azurite is installed.");
        return script;
    }
}
