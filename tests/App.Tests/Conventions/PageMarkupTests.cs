using App.Tests.Fixtures;

namespace App.Tests.Conventions;

/// <summary>The markup of pages, as its source has it.</summary>
public sealed class PageMarkupTests
{
    private const int FewestPages = 100;

    private static readonly string App = Path.Combine(Repository.Root, "functions", "App");

    /// <summary>
    /// An attribute that has an expression is encoded as it is rendered. Encoded by hand, too, a link loses every parameter but its first.
    /// </summary>
    [Fact]
    public void Addresses_AreEncodedByTheRendererAlone()
    {
        var pages = Directory.EnumerateFiles(App, "*.razor", SearchOption.AllDirectories).ToList();

        Assert.True(pages.Count > FewestPages, $"Found only {pages.Count}");
        Assert.Empty(
            from page in pages
            from line in File.ReadLines(page).Index()
            where line.Item.Contains("&amp;", StringComparison.Ordinal)
                && !line.Item.TrimStart().StartsWith("///", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(App, page)}:{line.Index + 1}: PageAddress.Of makes the address");
    }
}
