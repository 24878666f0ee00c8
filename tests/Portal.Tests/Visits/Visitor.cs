using Microsoft.Playwright;
using Portal.Tests.Browser;
using Portal.Tests.Site;

namespace Portal.Tests.Visits;

/// <summary>Someone with two windows, one that runs scripts and one that runs none, who looks at pages in every way.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string Facts = """
        () => [document.title, document.documentElement.lang, `${document.querySelectorAll('h1').length}`,
          document.querySelector('main')?.innerText ?? '']
        """;

    private const string DeadLinks = """
        () => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href'))
          .filter(to => !document.getElementById(to.slice(1)))
        """;

    private readonly List<string> messages = [];
    private readonly List<string> foreign = [];
    private readonly Uri site;
    private readonly string language;
    private readonly IPage scripted;
    private readonly IPage plain;

    private Visitor(Uri site, string language, IPage scripted, IPage plain)
    {
        (this.site, this.language, this.scripted, this.plain) = (site, language, scripted, plain);
        scripted.Console += (_, message) => Hear(message);
        scripted.PageError += (_, error) => messages.Add(error);
        scripted.Request += (_, request) => Watch(new Uri(request.Url));
    }

    /// <param name="user">Development user; null: the public.</param>
    public static async Task<Visitor> ComeAsync(BrowserUnderTest browser, Uri site, string? user, string language)
    {
        var scripted = await browser.OpenAsync(site, user, language);
        var plain = await browser.OpenAsync(site, user, language, scripts: false);
        return new Visitor(site, language, await scripted.NewPageAsync(), await plain.NewPageAsync());
    }

    /// <param name="pictures">Folder that takes the pictures; null: none are taken.</param>
    public async Task<Visit> LookAsync(SitePage page, string path, string? pictures)
    {
        messages.Clear();
        foreign.Clear();
        var answer = await OpenAsync(scripted, page, path);
        await scripted.WaitForFunctionAsync("() => document.readyState === 'complete'");
        var facts = await scripted.EvaluateAsync<string[]>(Facts);
        var visit = new Visit(page, language)
        {
            Status = answer.Status,
            Html = await answer.TextAsync(),
            Title = facts[0],
            Declared = facts[1],
            DeadLinks = await scripted.EvaluateAsync<string[]>(DeadLinks),
            Headings = int.Parse(facts[2]),
            Content = facts[3],
            ContentWithoutScripts = await TextWithoutScriptsAsync(page, path),
            Violations = await Axe.CheckAsync(scripted),
            Overflows = await Widths.CheckAsync(scripted, pictures is null ? null : Path.Combine(pictures, $"{page.Name}-{language}")),
            KeyboardFaults = await Keyboard.CheckAsync(scripted),
        };
        return visit with { Messages = [.. messages], Foreign = [.. foreign] };
    }

    public async ValueTask DisposeAsync()
    {
        await scripted.Context.DisposeAsync();
        await plain.Context.DisposeAsync();
    }

    private static async Task<IResponse> OpenAsync(IPage window, SitePage page, string path)
    {
        var answer = (await window.GotoAsync(path))!;
        if (!page.IsSent) return answer;
        answer = await window.RunAndWaitForResponseAsync(
            () => window.ClickAsync("main form button[type=submit]"),
            sent => sent.Request is { IsNavigationRequest: true, Method: "POST" });
        // Not the window's own word that it has loaded: that is lost now and then.
        await window.Locator(".errors").WaitForAsync();
        return answer;
    }

    private async Task<string> TextWithoutScriptsAsync(SitePage page, string path)
    {
        await OpenAsync(plain, page, path);
        return (await plain.EvaluateAsync<string[]>(Facts))[3];
    }

    private void Hear(IConsoleMessage message)
    {
        // That a page has another status than 200 is an error to the console alone.
        if (message.Type is not ("error" or "warning") || message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            && message.Location.StartsWith(scripted.Url, StringComparison.Ordinal)) return;
        messages.Add($"{message.Type}: {message.Text}");
    }

    private void Watch(Uri address)
    {
        if (address.Scheme != "data" && address.Authority != site.Authority) foreign.Add(address.ToString());
    }
}
