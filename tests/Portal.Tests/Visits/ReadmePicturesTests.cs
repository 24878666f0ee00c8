using LocalHost;
using Microsoft.Playwright;
using Portal.Tests.Site;

namespace Portal.Tests.Visits;

/// <summary>The pictures of the README. They are left beside the results; UPDATE_DOCS=1 puts them where the README shows them.</summary>
[Collection(VisitedSiteGroup.Name)]
public sealed class ReadmePicturesTests(VisitedSite site)
{
    private const int Limit = 80 * 1024;

    /// <summary>Below the root of the repository.</summary>
    private const string Folder = "functions/App/Pages/Screenshots";

    private static readonly string Root = Path.GetDirectoryName(CommandLine.LocalFolder())!;

    /// <summary>Pages of the list, with the language that they are shown in.</summary>
    public static TheoryData<string, string> Shown { get; } = new()
    {
        { "home", "zh-CN" }, { "draft", "en" }, { "inbox-decide", "en" }, { "warning", "en" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Picture_OfThePage_IsSmallAndInTheReadme(string name, string language)
    {
        var page = SitePages.All.Single(page => page.Name == name);
        await using var context = await site.Browser.OpenAsync(site.City.Address, page.User(site.City), language);
        var window = await context.NewPageAsync();
        await window.GotoAsync(page.Path(site.City));

        var picture = await window.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 70 });

        Assert.InRange(picture.Length, 1, Limit);
        await WriteAsync(Path.Combine(VisitedSite.Pictures, "readme"), $"{name}.jpeg", picture);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") await WriteAsync(Path.Combine(Root, Folder), $"{name}.jpeg", picture);
        Assert.True(File.Exists(Path.Combine(Root, Folder, $"{name}.jpeg")), "UPDATE_DOCS=1 lets this test write it.");
        Assert.Contains($"({Folder}/{name}.jpeg)", await File.ReadAllTextAsync(Path.Combine(Root, "README.md"),
            TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task WriteAsync(string folder, string name, byte[] picture) =>
        File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, name), picture,
            TestContext.Current.CancellationToken);
}
