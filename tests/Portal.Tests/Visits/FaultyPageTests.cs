using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Tests.Browser;
using Portal.Tests.Site;

namespace Portal.Tests.Visits;

/// <summary>A page that is wrong in every way that pages are looked at.</summary>
public sealed class FaultyPageTests : IAsyncLifetime
{
    private const string Html = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Faulty</title><style>
        p { color: #333; background: #fff; } @media (prefers-color-scheme: dark) { p { background: #222; } }
        .wide { width: 500px; } a { outline: none !important; } input { border: 1px solid #ddd; outline: 2px solid #eee !important; }
        </style></head><body><nav><a href="/a">First</a><a href="/b">Second</a><a href="#gone">Gone</a></nav><main>
        <h1>One</h1><h1>Two</h1><p>Dark on dark</p><div class="wide">wide</div><img src="http://127.0.0.1:9/x.png">
        <button type="button" tabindex="1">Too early</button><input id="pale">
        <script>document.querySelector('h1').textContent = 'By script';</script><script src="data:,0"></script>
        </main></body></html>
        """;

    private readonly WebApplication server = Serve();
    private BrowserUnderTest? browser;

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync(TestContext.Current.CancellationToken);
        browser = await BrowserUnderTest.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Page_WithFaults_EachIsFound()
    {
        await using var visitor = await Visitor.ComeAsync(browser!, new Uri(server.Urls.Single()), null, "en");
        var pictures = Directory.CreateTempSubdirectory("faulty-").FullName;
        var visit = await visitor.LookAsync(new SitePage("faulty", "", _ => null, _ => "/"), "/", pictures);

        Assert.Contains(visit.Violations, found => found.StartsWith("image-alt", StringComparison.Ordinal));
        Assert.Contains(visit.Violations, found => found.StartsWith("dark: color-contrast", StringComparison.Ordinal));
        Assert.Contains(visit.Violations, found => found.StartsWith("tabindex", StringComparison.Ordinal));
        Assert.Contains(visit.Messages, found => found.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Equal(["http://127.0.0.1:9/x.png"], visit.Foreign.Distinct());
        Assert.Equal(["360", "320"], visit.Overflows.Select(found => found[..3]));
        Assert.Contains(visit.KeyboardFaults, found => found.StartsWith("first is a", StringComparison.Ordinal));
        Assert.Contains(visit.KeyboardFaults, found => found.StartsWith("place 4: input pale instead of button", StringComparison.Ordinal));
        Assert.Contains("no focus to be seen: a /a", visit.KeyboardFaults);
        Assert.Contains("focus hard to see: input pale", visit.KeyboardFaults);
        Assert.Contains("border hard to see: input pale", visit.KeyboardFaults);
        Assert.Equal(["#gone"], visit.DeadLinks);
        Assert.Equal((2, "en"), (visit.Headings, visit.Declared));
        Assert.NotEqual(visit.Content, visit.ContentWithoutScripts);
        Assert.Equal(4, Directory.GetFiles(pictures).Length);
        Directory.Delete(pictures, recursive: true);
    }

    private static WebApplication Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'self' 'unsafe-inline'; img-src *";
            return Results.Content(Html, "text/html");
        });
        return app;
    }
}
