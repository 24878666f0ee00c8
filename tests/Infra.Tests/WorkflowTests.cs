using System.Text.RegularExpressions;
using App.Tests.Fixtures;

namespace Infra.Tests;

/// <summary>The workflows keep no secret, ask for no more than they need, and run nothing whose version is open.</summary>
public partial class WorkflowTests
{
    private static readonly IReadOnlyDictionary<string, string> Files = Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllText);

    [Fact]
    public void Actions_HaveAVersionAndAKnownOwner() => Assert.All(
        Files.Values.SelectMany(text => Action().Matches(text)),
        action => Assert.Matches(@"^(?:(?:actions|azure)/[\w-]+@v\d+|\./\.github/workflows/[\w-]+\.yml)$", action.Groups[1].Value.ToLowerInvariant()));

    [Fact]
    public void Secrets_AreNone() => Assert.All(Files, file => Assert.DoesNotContain("secrets.", file.Value, StringComparison.Ordinal));

    [Fact]
    public void Permissions_AreReadUnlessSaid() => Assert.All(Files, file =>
    {
        Assert.Contains("\npermissions:\n  contents: read\n", file.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("write-all", file.Value, StringComparison.Ordinal);
    });

    [Fact]
    public void Prod_FollowsDevAndTheReplay()
    {
        var jobs = Files["delivery.yml"];

        Assert.Matches(@"package:\n    needs: \[build, templates, replay\]", jobs);
        Assert.Matches(@"dev:\n    needs: package", jobs);
        Assert.Matches(@"prod:\n    needs: dev", jobs);
        Assert.Contains("cancel-in-progress: false", Files["deploy.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Deployment_HasEveryVariableOfTheParameterFile()
    {
        var read = Variable().Matches(File.ReadAllText(Path.Combine(Repository.Root, "infra", "main.bicepparam"))).Select(match => match.Groups[1].Value).Distinct();

        Assert.All(read, variable => Assert.Contains($"\n      {variable}: ", Files["deploy.yml"], StringComparison.Ordinal));
    }

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Action();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Variable();
}
