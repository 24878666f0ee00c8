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

    private static PageContext At(string path) => new(Language.Chinese, null, path, [], []);
}
