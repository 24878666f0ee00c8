using System.Reflection;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Portal;

namespace App.Tests.Documentation;

/// <summary>The pages that people read.</summary>
public partial class ReadmeTests
{
    private const int LongestReadme = 120;
    private const int LongestOfAFeature = 80;

    private const BindingFlags AllMembers =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>What the style forbids, as far as words alone show it.</summary>
    private static readonly string[] Forbidden =
        ["for ever", "of ours", "as officially", "anew", "handed in", "goes on", "tells of", "arrive whole", "not whole", "stands"];

    [Fact]
    public void Readme_IsShort() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 40, LongestReadme);

    [Fact]
    public void Features_EachHaveAPageOfTheirOwn() => Assert.All(Pages.Features, feature =>
    {
        var text = File.ReadAllText(Pages.OfFeature(feature));
        Assert.StartsWith($"# {feature}\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Split('\n').Length, 8, LongestOfAFeature);
    });

    [Fact]
    public void Links_BetweenFiles_LeadSomewhere() => Assert.Empty(
        from file in Pages.All
        from Match link in Link().Matches(File.ReadAllText(file))
        let target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups["path"].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{Pages.Name(file)}: {link.Groups["path"].Value}");

    /// <summary>The walks through the code are kept by hand: what they name exists.</summary>
    [Fact]
    public void Methods_OfTheAppsPage_Exist()
    {
        var named = Method().Matches(File.ReadAllText(Path.Combine(Pages.App, "README.md"))).ToList();
        var types = typeof(ProblemCatalogue).Assembly.GetTypes().ToLookup(type => type.Name.Split('`')[0]);

        Assert.True(named.Count > 40, $"Found only {named.Count}");
        Assert.Empty(named.Where(method => !types[method.Groups["type"].Value]
            .Any(type => type.GetMember(method.Groups["member"].Value, AllMembers).Length > 0)).Select(method => method.Value));
    }

    [Fact]
    public void Words_OfThePages_ArePlain() => Assert.Empty(
        from file in Pages.All
        let text = File.ReadAllText(file)
        from word in Forbidden
        where Regex.IsMatch(text, $@"\b{word}\b", RegexOptions.IgnoreCase)
        select $"{Pages.Name(file)}: {word}");

    [Fact]
    public void Words_OfTheProblems_ArePlain() => Assert.Empty(
        from problem in ProblemCatalogue.All.Values
        from word in Forbidden.Append("whole")
        where Regex.IsMatch($"{problem.Title.English}\n{problem.Remedy.English}", $@"\b{word}\b", RegexOptions.IgnoreCase)
        select $"{problem.Slug}: {word}");

    [Fact]
    public void Metrics_EveryOne_IsExplained()
    {
        var page = File.ReadAllText(Path.Combine(Pages.App, "Platform", "Telemetry", "README.md"));
        var names = Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Metric().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("reviews.open", names);
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`(?<type>[A-Z]\w+)\.(?<member>(?!cs`|md`)\w+)`")]
    private static partial Regex Method();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("""Create(?:Observable)?(?:Counter|Gauge)(?:<\w+>)?\(\s*"([\w.]+)""")]
    private static partial Regex Metric();
}
