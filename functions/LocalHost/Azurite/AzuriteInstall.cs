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
        var script = Path.Combine("azurite", "dist", "src", "azurite.js");
        var install = new NpmInstall(Path.Combine(AppContext.BaseDirectory, "Azurite"), "azurite", script);
        var isNew = false;
        var modules = await install.EnsureAsync(cacheDirectory, Begin, cancellation);
        if (isNew) say("Azurite is installed.");
        return Path.Combine(modules, script);

        void Begin()
        {
            isNew = true;
            say("Installing the storage emulator Azurite (npm, once per machine) …");
        }
    }
}
