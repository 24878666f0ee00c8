namespace App.Tests.Build;

/// <summary>The committed stand-in is small, and is what its sources make.</summary>
[Collection(nameof(DotnetCommand))]
public sealed class StandInTests
{
    [Fact]
    public void Sources_Together_AreAtMostAHundredLines() =>
        Assert.InRange(Directory.EnumerateFiles(StandIn.Folder, "*.cs").Sum(file => File.ReadLines(file).Count()), 1, 100);

    [Fact]
    public async Task Package_PackedFromItsSources_IsTheCommittedOne()
    {
        using var folder = new TemporaryFolder();

        var (exit, output) = await DotnetCommand.RunAsync(
            folder.Path, packages: null, "pack", StandIn.Folder, "--output", folder.Path, "--artifacts-path", folder.Of("artifacts"));

        Assert.True(exit == 0, output);
        var packed = new StandIn(Directory.EnumerateFiles(folder.Path, "*.nupkg").Single());
        Assert.Equal(packed.Outline, StandIn.Committed.Outline);
        Assert.Equal(Declarations.Of(packed.Assembly), Declarations.Of(StandIn.Committed.Assembly));
    }
}
