using System.Text.RegularExpressions;
using LocalHost;
using Portal.Tests.Visits;

namespace Portal.Tests.Site;

/// <summary>The page that says how each criterion of WCAG 2.2 is checked.</summary>
public sealed partial class AccessibilityTableTests
{
    /// <summary>Criteria of levels A and AA; 4.1.1 is one no longer.</summary>
    private const int Criteria = 55;

    private static readonly string Text = File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(CommandLine.LocalFolder())!, "functions", "App", "Pages", "ACCESSIBILITY.md"));

    [Fact]
    public void Table_OfTheCriteria_HasEachOnce() =>
        Assert.Equal(Criteria, Criterion().Matches(Text).Select(match => match.Groups[1].Value).Distinct().Count());

    [Fact]
    public void Table_TestsThatItNames_Exist()
    {
        var named = Test().Matches(Text).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotNull(typeof(PageTests).GetMethod(name)));
    }

    [GeneratedRegex(@"^\| (\d\.\d\.\d+) ", RegexOptions.Multiline)]
    private static partial Regex Criterion();

    [GeneratedRegex("`(Page_[A-Za-z_]+)`")]
    private static partial Regex Test();
}
