using System.Security.Cryptography;

namespace LocalHost.Azurite;

/// <summary>An npm package of a lock file, installed once per machine and lock file.</summary>
/// <param name="Source">Folder with package.json and package-lock.json.</param>
/// <param name="Name">Begins the name of the folder that it is installed into.</param>
/// <param name="Script">Path below node_modules of the script to run; it is there when the package is.</param>
public sealed record NpmInstall(string Source, string Name, string Script)
{
    /// <summary>Path of the folder node_modules; installs into it first where the script is missing.</summary>
    /// <param name="cacheDirectory">Gets one folder per lock file.</param>
    /// <param name="installing">Called before npm runs.</param>
    public async Task<string> EnsureAsync(string cacheDirectory, Action installing, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellation)))[..12];
        var folder = Path.Combine(cacheDirectory, $"{Name}-{hash}");
        var modules = Path.Combine(folder, "node_modules");
        var script = Path.Combine(modules, Script);
        if (File.Exists(script)) return modules;

        installing();
        // Installed aside and moved: a folder under the final name is whole, even when two hosts install at once.
        var draft = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            foreach (var name in (string[])["package.json", "package-lock.json"]) File.Copy(
                Path.Combine(Source, name), Path.Combine(draft, name));
            await NodeTools.NpmAsync(
                draft, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cancellation);
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

        return modules;
    }
}
