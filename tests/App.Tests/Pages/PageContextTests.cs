using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace App.Tests.Pages;

public sealed class PageContextTests
{
    [Theory]
    [InlineData("/", "/?lang=en")]
    [InlineData("/warnings?cursor=a%20b", "/warnings?cursor=a%20b&lang=en")]
    [InlineData("/warnings?lang=zh-CN&cursor=c", "/warnings?cursor=c&lang=en")]
    public void Switch_IsThisPageInTheOtherLanguage(string path, string expected) => Assert.Equal(expected, At(path).Switch);

    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/warnings", "/", false)]
    [InlineData("/warnings", "/warnings", true)]
    [InlineData("/warnings/a?x=1", "/warnings", true)]
    [InlineData("/warnings-of-old", "/warnings", false)]
    public void IsAt_ThePageOrOneBelow(string path, string entry, bool expected) =>
        Assert.Equal(expected, At(path).IsAt(new MenuEntry(1, entry, new("甲", "A"))));

    /// <summary>Of two entries, one below the other, the page is at one.</summary>
    [Theory]
    [InlineData("/statistics?period=2026-01", "/statistics")]
    [InlineData("/statistics/reports", "/statistics/reports")]
    [InlineData("/statistics/reports/2026-02", "/statistics/reports")]
    public void IsAt_OfNestedEntries_IsTheDeepest(string path, string expected)
    {
        MenuEntry[] menu =
        [
            new(1, "/statistics", new("甲", "A")), new(2, "/statistics/reports", new("乙", "B")), new(3, "/statistics-of-old", new("丙", "C")),
        ];
        Assert.Equal([expected], menu.Where((At(path) with { Menu = menu }).IsAt).Select(entry => entry.Path));
    }

    private static PageContext At(string path) => new(Language.Chinese, null, path, [], []);
}
