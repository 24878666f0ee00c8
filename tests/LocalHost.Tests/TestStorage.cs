using LocalHost.Azurite;
using LocalHost.Tests;

[assembly: AssemblyFixture(typeof(TestStorage))]

namespace LocalHost.Tests;

/// <summary>One storage emulator for all tests of the assembly, started by the first that needs it.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("localhost-tests-").FullName;
    private readonly Lazy<Task<AzuriteProcess>> process;

    public TestStorage() => process = new(StartAsync);

    public async Task<AzuriteSettings> SettingsAsync() => (await process.Value).Settings;

    /// <summary>An emulator of a test's own.</summary>
    public static AzuriteSettings Own(string data) => AzuriteSettings.OnFreePorts(data, AzuriteInstall.SharedFolder());

    public async ValueTask DisposeAsync()
    {
        if (process.IsValueCreated) await (await process.Value).DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task<AzuriteProcess> StartAsync()
    {
        var azurite = new AzuriteProcess(Own(data), _ => { });
        await azurite.StartAsync(CancellationToken.None);
        return azurite;
    }
}
