using FunctionsApp.Platform;
using Microsoft.Playwright;
using Portal.Tests.Browser;

namespace Portal.Tests.Story;

/// <summary>Someone at a browser who begins at the home page, clicks what is seen, types and chooses files; no address is typed.</summary>
internal sealed class Clicker : IAsyncDisposable
{
    private readonly IPage page;
    private readonly Language language;

    private Clicker(IPage page, Language language) => (this.page, this.language) = (page, language);

    /// <summary>Opens the home page and signs in by its link.</summary>
    /// <param name="user">Development user of LocalHost.</param>
    public static async Task<Clicker> SignInAsync(BrowserUnderTest browser, Uri site, string user, Language language, bool scripts)
    {
        var context = await browser.OpenAsync(site, null, language.Tag(), scripts);
        var clicker = new Clicker(await context.NewPageAsync(), language);
        await clicker.page.GotoAsync("/");
        await clicker.GoAsync(new("登录", "Sign in"));
        await clicker.ClickAsync($"({user})");
        return clicker;
    }

    public Uri Address => new(page.Url);

    public ValueTask DisposeAsync() => page.Context.DisposeAsync();

    /// <summary>Clicks the entry of the head's menus.</summary>
    public Task GoAsync(LocalizedText entry) =>
        page.Locator("header").GetByRole(AriaRole.Link, new() { Name = Say(entry) }).First.ClickAsync();

    /// <summary>Clicks the link of this name below the head, the first where there are some.</summary>
    public Task ClickAsync(LocalizedText link) => ClickAsync(Say(link));

    public Task ClickAsync(string link) => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>Clicks the button of this name.</summary>
    public Task PressAsync(LocalizedText button) =>
        page.GetByRole(AriaRole.Button, new() { Name = Say(button), Exact = true }).ClickAsync();

    /// <summary>Types into the input of this label.</summary>
    public Task TypeAsync(LocalizedText label, string text) => page.GetByLabel(Say(label)).First.FillAsync(text);

    /// <summary>Chooses a radio button or a check box.</summary>
    public Task ChooseAsync(LocalizedText choice) => page.GetByLabel(Say(choice), new() { Exact = true }).CheckAsync();

    /// <summary>Chooses from the list of this label.</summary>
    public Task SelectAsync(LocalizedText label, string value) => page.GetByLabel(Say(label)).First.SelectOptionAsync(value);

    /// <summary>Chooses a file in the part of the page with this heading, presses its button, and waits until it has arrived.</summary>
    public async Task UploadAsync(LocalizedText heading, FilePayload file, LocalizedText button)
    {
        var named = page.GetByRole(AriaRole.Heading, new() { Name = Say(heading), Level = 2 });
        var part = page.Locator("section").Filter(new() { Has = named });
        await part.Locator("input[type=file]").SetInputFilesAsync(file);
        // Without scripts the form sends it, with scripts a request beside the page.
        var answer = await page.RunAndWaitForResponseAsync(
            () => part.GetByRole(AriaRole.Button, new() { Name = Say(button) }).ClickAsync(),
            sent => sent.Request.Method is "POST" or "PUT");
        Assert.True(answer.Status is 202 or 303, $"{file.Name}: {answer.Status}");
    }

    /// <summary>Waits for a text on the page.</summary>
    public Task ReadAsync(LocalizedText text) => page.GetByText(Say(text)).First.WaitForAsync();

    /// <summary>Waits until the page has an input of this label, or has none.</summary>
    public Task WaitForAsync(LocalizedText label, bool asked) =>
        Assertions.Expect(page.GetByLabel(Say(label))).ToHaveCountAsync(asked ? 1 : 0);

    /// <summary>Whether the page has an input of this label now.</summary>
    public async Task<bool> AsksAsync(LocalizedText label) => await page.GetByLabel(Say(label)).CountAsync() > 0;

    /// <summary>Whether the page has this text now.</summary>
    public async Task<bool> ShowsAsync(LocalizedText text) => await page.GetByText(Say(text)).CountAsync() > 0;

    /// <summary>What keeps people from using the page, as axe finds it; needs scripts.</summary>
    public Task<IReadOnlyList<string>> BarriersAsync() => Visits.Axe.CheckAsync(page);

    /// <summary>Waits for the page with this heading.</summary>
    public Task SeeAsync(LocalizedText heading) => SeeAsync(Say(heading));

    public Task SeeAsync(string heading) => page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 }).WaitForAsync();

    private string Say(LocalizedText text) => text.In(language);
}
