using System.IO.Compression;
using App.Tests.Fixtures;

namespace App.Tests.Build;

/// <summary>Restore with the build's own settings takes the official package where a registry serves it, and else the stand-in.</summary>
[Collection(nameof(DotnetCommand))]
public sealed class PackageChoiceTests
{
    [Fact]
    public async Task Restore_WhereARegistryServesTheWantedVersion_TakesIt() =>
        Assert.Equal(StandIn.Wanted, await RestoredAsync("5.23.0", StandIn.Wanted, "5.25.0"));

    [Fact]
    public async Task Restore_WhereARegistryLacksThePackage_TakesTheStandIn() =>
        Assert.Equal(StandIn.Committed.Version, await RestoredAsync());

    [Fact]
    public async Task Restore_WhereARegistryHasOtherVersionsAlone_TakesTheStandIn() =>
        Assert.Equal(StandIn.Committed.Version, await RestoredAsync("5.23.0", "5.25.0"));

    /// <summary>The version that is restored where a registry serves some versions of the official package.</summary>
    private static async Task<string> RestoredAsync(params string[] served)
    {
        using var folder = new TemporaryFolder();
        foreach (var version in served) Serve(folder, StandIn.Id, version);
        foreach (var (id, version) in StandIn.Committed.Dependencies) Serve(folder, id, version);
        folder.Write("nuget.config", """
            <configuration>
              <packageSources><clear /><add key="registry" value="registry" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (var props in new[] { "Directory.Build.props", "Directory.Packages.props" })
        {
            folder.Write(props, $"""<Project><Import Project="{Path.Combine(Repository.Root, props)}" /></Project>""");
        }

        folder.Write("Probe.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><PackageReference Include="{StandIn.Id}" NoWarn="NU1603" /></ItemGroup>
            </Project>
            """);

        var (exit, output) = await DotnetCommand.RunAsync(
            folder.Path, folder.Of("packages"), "restore", "Probe.csproj", "--artifacts-path", folder.Of("artifacts"));

        Assert.True(exit == 0, output);
        return StandIn.RestoredVersion(folder.Of("artifacts/obj/Probe"));
    }

    private static void Serve(TemporaryFolder folder, string id, string version)
    {
        using var archive = ZipFile.Open(folder.Of($"registry/{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(archive.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>a</authors><description>d</description></metadata>
            </package>
            """);
    }
}
