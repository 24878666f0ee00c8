using FunctionsApp;
using FunctionsApp.Portal;

namespace Portal.Tests.Site;

/// <summary>The list of pages has every page of the app, and nothing else.</summary>
public sealed class SitePagesTests
{
    private static readonly IReadOnlyList<HttpFunction> Read =
        [.. HttpFunction.AllOf(typeof(AppComposition).Assembly).Where(function => function.Methods.Contains("get"))];

    [Fact]
    public void List_EveryPageOfTheApp_IsThere()
    {
        var pages = Read.Where(IsPage).Select(function => function.Route).ToList();

        Assert.Contains("programmes/{programme}", pages);
        Assert.Empty(pages.Except(SitePages.All.Select(page => page.Route)));
    }

    [Fact]
    public void List_EveryEntry_IsARouteOfTheApp() =>
        Assert.Empty(SitePages.All.Select(page => page.Route).Except(Read.Select(function => function.Route)));

    [Fact]
    public void List_Names_AreOfOnePageEach() =>
        Assert.Equal(SitePages.All.Select(page => page.Name).Distinct(), SitePages.All.Select(page => page.Name));

    private static bool IsPage(HttpFunction function) =>
        function.Operation.ResponseMedia is "text/html"
        || !(function.Operation.ResponseMedia is "text/calendar" or "text/csv"
            || function.Route.StartsWith("api/", StringComparison.Ordinal)
            || function.Route.StartsWith("assets/", StringComparison.Ordinal));
}
