using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Portal;

namespace App.Tests.Conventions;

/// <summary>The README's tables are held true: what the code knows, they name.</summary>
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Errors_EveryProblem_IsNamedWithItsStatus()
    {
        var missing = ProblemCatalogue.All.Values.Where(problem => !Text.Contains($"| `{problem.Slug}` {problem.Status} |", StringComparison.Ordinal));

        Assert.Empty(missing.Select(problem => problem.Slug));
    }

    [Fact]
    public void Errors_EveryRow_IsAProblem()
    {
        var known = ProblemCatalogue.All.Values.Select(problem => problem.Slug).ToHashSet();

        Assert.All(ErrorRow().Matches(Text), row => Assert.Contains(row.Groups[1].Value, known));
    }

    [Fact]
    public void Facts_EveryFactInTheSources_IsNamed()
    {
        var names = Sources().SelectMany(source => FactName().Matches(source)).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(names.Count >= 20, $"Found only {string.Join(", ", names)}");
        Assert.All(names, name => Assert.Contains(name, Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Features_EveryFolder_IsNamed()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "functions", "App")).Select(folder => Path.GetFileName(folder)!)
            .Where(folder => folder is not ("bin" or "obj"));

        Assert.All(folders, folder => Assert.Contains($"| {folder} |", Text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", "App"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex(@"^\| `([a-z-]+)` \d{3} \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();

    // Facts are past-tense names on their subject, as string constants or as records that name themselves.
    [GeneratedRegex(@"(?:""|new NewFact\(nameof\()((?:Guide|Organisation|Application|Document|Stage|Assignment|Decision|Warning)(?:[A-Z][a-z]+)*(?:ed|ing))(?:""|\))")]
    private static partial Regex FactName();
}
