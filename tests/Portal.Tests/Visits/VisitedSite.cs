using System.Collections.Concurrent;
using LocalHost;
using Portal.Tests.Browser;
using Portal.Tests.Site;

namespace Portal.Tests.Visits;

[CollectionDefinition(Name)]
public sealed class VisitedSiteGroup : ICollectionFixture<VisitedSite>
{
    public const string Name = "visited site";
}

/// <summary>The filled city, every page of it seen once in each language.</summary>
public sealed class VisitedSite : IAsyncLifetime
{
    private static readonly string[] Languages = ["zh-CN", "en"];

    private FilledCity? city;
    private BrowserUnderTest? browser;

    /// <summary>Where pictures lie; not committed. Those of all pages are taken with PICTURES=1 alone.</summary>
    internal static string Pictures { get; } =
        Path.Combine(Path.GetDirectoryName(CommandLine.LocalFolder())!, "artifacts", "test-results", "Portal.Tests", "pages");

    internal FilledCity City => city!;

    internal BrowserUnderTest Browser => browser!;

    internal IReadOnlyList<Visit> Visits { get; private set; } = [];

    /// <summary>Fails with all faults of all pages.</summary>
    internal void RequireNone(Func<Visit, IEnumerable<string>> faults) =>
        RequireNone(Visits.SelectMany(visit => faults(visit).Select(fault => $"{visit}: {fault}")));

    /// <summary>Fails with the names of the pages that are wrong.</summary>
    internal void RequireNone(Func<Visit, bool> isWrong) => RequireNone(Visits.Where(isWrong).Select(visit => $"{visit}"));

    /// <remarks>xunit shows the first few of a list alone.</remarks>
    internal static void RequireNone(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0) Assert.Fail(string.Join('\n', all));
    }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Pictures);
        var pictures = Environment.GetEnvironmentVariable("PICTURES") == "1" ? Pictures : null;
        browser = await BrowserUnderTest.StartAsync(TestContext.Current.CancellationToken);
        city = await FilledCity.StartAsync();
        var visits = new ConcurrentBag<Visit>();
        var tours = from language in Languages
                    from pages in SitePages.All.GroupBy(page => page.User(city))
                    orderby pages.Count() descending
                    select (Language: language, User: pages.Key, Pages: pages.ToList());
        await Parallel.ForEachAsync(tours, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (tour, _) =>
        {
            await using var visitor = await Visitor.ComeAsync(browser, city.Address, tour.User, tour.Language);
            foreach (var page in tour.Pages) visits.Add(await visitor.LookAsync(page, page.Path(city), pictures));
        });
        var order = SitePages.All.Select(page => page.Name).ToList();
        Visits = [.. visits.OrderBy(visit => order.IndexOf(visit.Page.Name)).ThenBy(visit => visit.Language)];
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        if (city is not null) await city.DisposeAsync();
    }
}
