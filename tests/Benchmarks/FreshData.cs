using LocalHost;
using LocalHost.Azurite;

namespace Benchmarks;

/// <summary>An empty data folder and a storage emulator of its own, beside whatever else runs.</summary>
internal sealed record FreshData(string Folder, AzuriteSettings Azurite)
{
    public static FreshData For(string benchmark)
    {
        var local = CommandLine.LocalFolder();
        var folder = Path.Combine(local, "bench", benchmark);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return new FreshData(folder, AzuriteSettings.OnFreePorts(Path.Combine(folder, "azurite"), AzuriteInstall.SharedFolder()));
    }
}
