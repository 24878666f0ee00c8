using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Portal;

namespace App.Tests.Conventions;

/// <summary>The README's tables are held true: what the code knows, they name.</summary>
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Errors_EveryProblem_IsNamedWithItsStatus()
    {
        var missing = ProblemCatalogue.All.Values.Where(
            problem => !Text.Contains($"| `{problem.Slug}` {problem.Status} |", StringComparison.Ordinal));

        Assert.Empty(missing.Select(problem => problem.Slug));
    }

    [Fact]
    public void Errors_EveryRow_IsAProblem()
    {
        var known = ProblemCatalogue.All.Values.Select(problem => problem.Slug).ToHashSet();

        Assert.All(ErrorRow().Matches(Text), row => Assert.Contains(row.Groups[1].Value, known));
    }

    [Fact]
    public void Facts_EveryFact_IsNamedInTheTable() => Assert.Empty(FactTypes.All.Keys.Except(FactNames()));

    [Fact]
    public void Facts_EveryNameInTheTable_IsAFact() => Assert.Empty(FactNames().Except(FactTypes.All.Keys));

    [Fact]
    public void Features_EveryFolder_IsNamed()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "functions", "App"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(folder => folder is not ("bin" or "obj"));

        Assert.All(folders, folder => Assert.Contains($"| {folder} |", Text, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> FactNames()
    {
        var begin = Text.IndexOf("## Facts", StringComparison.Ordinal);
        var table = Text[begin..Text.IndexOf("\n## ", begin, StringComparison.Ordinal)];
        return [.. FactRow().Matches(table).SelectMany(row => row.Groups[1].Value.Split(", "))];
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \d{3} \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();

    // The first cell: names of facts and nothing else.
    [GeneratedRegex(@"^\| ([A-Z]\w+(?:, [A-Z]\w+)*) \|", RegexOptions.Multiline)]
    private static partial Regex FactRow();
}
