using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace LocalHost.Settings;

internal static class SettingsSources
{
    /// <summary>App's settings: local.settings.json, under environment variables, under those of the options.</summary>
    public static LocalSettings AddSettings(this IHostApplicationBuilder builder, LocalHostOptions options)
    {
        var local = LocalSettings.Load(options.LocalSettings);
        builder.Configuration
            .AddInMemoryCollection(local.Values)
            .AddInMemoryCollection(local.Directory())
            .AddInMemoryCollection(DevKeys.LoadOrCreate(options.DataDirectory).Settings())
            .AddEnvironmentVariables()
            .AddInMemoryCollection(options.Settings)
            // Last: blob triggers listen at the emulator, so App must write there.
            .AddInMemoryCollection([new("AzureWebJobsStorage", options.Emulator.ConnectionString)]);
        return local;
    }
}
