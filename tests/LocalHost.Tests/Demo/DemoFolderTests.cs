using LocalHost.Demo;

namespace LocalHost.Tests.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("localhost-test-").FullName;

    private string Demo => Path.Combine(folder, "demo");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Renew_AfterADemo_EmptiesItsFolder()
    {
        DemoFolder.Renew(Demo);
        File.WriteAllText(Path.Combine(Demo, "durable.db"), "old");

        DemoFolder.Renew(Demo);

        Assert.False(File.Exists(Path.Combine(Demo, "durable.db")));
    }

    [Fact]
    public void Renew_EmptyFolder_IsTaken()
    {
        Directory.CreateDirectory(Demo);

        DemoFolder.Renew(Demo);
    }

    [Fact]
    public void Renew_FolderOfSomeoneElse_IsLeftAlone()
    {
        var thesis = Path.Combine(Directory.CreateDirectory(Demo).FullName, "thesis.docx");
        File.WriteAllText(thesis, "three years");

        var refused = Assert.Throws<LocalHostException>(() => DemoFolder.Renew(Demo));

        Assert.StartsWith($"{Demo} was not made by demo", refused.Message);
        Assert.Equal("three years", File.ReadAllText(thesis));
    }

    [Fact]
    public void Renew_FileOfThatName_IsLeftAlone()
    {
        File.WriteAllText(Demo, "a file");

        Assert.Throws<LocalHostException>(() => DemoFolder.Renew(Demo));
        Assert.Equal("a file", File.ReadAllText(Demo));
    }

    [Fact]
    public void Renew_LinkToAnotherFolder_IsLeftAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a right there.");
        var other = Path.Combine(folder, "other");
        DemoFolder.Renew(other);
        Directory.CreateSymbolicLink(Demo, other);

        Assert.Throws<LocalHostException>(() => DemoFolder.Renew(Demo));
        Assert.NotEmpty(Directory.EnumerateFiles(other));
    }

    [Fact]
    public void Renew_WhileADemoRuns_IsRefused()
    {
        DemoFolder.Renew(Demo);
        using var running = DataFolder.Claim(Demo);

        Assert.Contains("is running on", Assert.Throws<LocalHostException>(() => DemoFolder.Renew(Demo)).Message);
        Assert.NotEmpty(Directory.EnumerateFiles(Demo));
    }
}
