using System.Collections;
using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>A browser, and the people who sit at it.</summary>
internal sealed class BrowserUnderTest : IAsyncDisposable
{
    /// <summary>As root, in a container and without a graphics card.</summary>
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private BrowserUnderTest(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <exception cref="LocalHost.LocalHostException">No browser can be had.</exception>
    public static async Task<BrowserUnderTest> StartAsync(CancellationToken cancellation)
    {
        var binary = await ChromiumBinary.FindAsync(cancellation);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");
        foreach (var (name, value) in binary.Environment) environment[name] = value;
        var playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = binary.Path, Args = Arguments, Env = environment };
        return new BrowserUnderTest(playwright, await playwright.Chromium.LaunchAsync(options));
    }

    /// <summary>A person's own window, with their language and cookies.</summary>
    /// <param name="user">Development user; null: not signed in.</param>
    public async Task<IBrowserContext> OpenAsync(Uri site, string? user, string language, bool scripts = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = site.ToString(), Locale = language, JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce,
        });
        if (user is not null) await SignInAsync(context, user);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task SignInAsync(IBrowserContext context, string user)
    {
        var answer = await context.APIRequest.GetAsync($"/.auth/login/dev?user={user}&post_login_redirect_uri=/api/health/live");
        Assert.True(answer.Ok, $"{user} cannot sign in: {answer.Status}");
    }
}
