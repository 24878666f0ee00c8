using App.Tests.Fixtures;

namespace App.Tests.Build;

/// <summary>Publishing gives what the Functions host reads, or, where the stand-in was restored, nothing at all.</summary>
[Collection(nameof(DotnetCommand))]
public sealed class PublishTests
{
    [Fact]
    public async Task Publish_OfWhatWasRestored_IsCompleteOrRefused()
    {
        using var folder = new TemporaryFolder();
        var app = Path.Combine(Repository.Root, "functions", "App");

        var (exit, output) = await DotnetCommand.RunAsync(
            folder.Path, packages: null, "publish", app, "--no-restore", "--output", folder.Of("package"));

        var restored = StandIn.RestoredVersion(Path.Combine(Repository.Root, "artifacts", "obj", "FunctionsApp"));
        if (restored == StandIn.Wanted) AssertComplete(exit, output, folder);
        else AssertRefused(exit, output, folder);
    }

    private static void AssertRefused(int exit, string output, TemporaryFolder folder)
    {
        Assert.True(exit != 0, output);
        Assert.Contains($"error : This registry lacks {StandIn.Id}", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Of("package")), output);
    }

    private static void AssertComplete(int exit, string output, TemporaryFolder folder)
    {
        Assert.True(exit == 0, output);
        Assert.All(
            ["FunctionsApp.dll", "host.json", "worker.config.json", "extensions.json", ".azurefunctions/function.deps.json"],
            file => Assert.True(File.Exists(folder.Of($"package/{file}")), file));
        Assert.Contains("ServiceBus", File.ReadAllText(folder.Of("package/extensions.json")), StringComparison.Ordinal);
    }
}
