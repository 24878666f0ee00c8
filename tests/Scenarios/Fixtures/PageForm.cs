using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Scenarios.Fixtures;

/// <summary>A form of a page as a browser without scripts fills and sends it: only what the page offers can be answered.</summary>
internal sealed class PageForm
{
    private static readonly HtmlParser Parser = new();

    private readonly HttpClient browser;
    private readonly IHtmlFormElement form;
    private readonly List<(string Input, string Name, string Media, byte[] Content)> files = [];

    private PageForm(HttpClient browser, IHtmlFormElement form) => (this.browser, this.form) = (browser, form);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IHtmlDocument> OpenAsync(HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync(page, Cancellation);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode}\n{html}");
        return Parser.ParseDocument(html);
    }

    /// <summary>The form of a page that is sent to an address; without one, the page's first form.</summary>
    public static PageForm Of(HttpClient browser, IHtmlDocument page, string? action = null)
    {
        var forms = page.Forms.Where(each => action is null ? each.Method == "post" : each.GetAttribute("action") == action);
        return new PageForm(browser, forms.FirstOrDefault()
            ?? throw new InvalidOperationException($"No form leads to {action}: {page.Body?.TextContent}"));
    }

    public static async Task<PageForm> OpenAsync(HttpClient browser, string page, string? action) =>
        Of(browser, await OpenAsync(browser, page), action);

    /// <summary>Names of the inputs that a person can fill.</summary>
    public IReadOnlySet<string> Names => form.QuerySelectorAll("input, select, textarea")
        .Where(input => input.GetAttribute("type") != "hidden").Select(input => input.GetAttribute("name") ?? "").ToHashSet();

    /// <summary>Types, selects or ticks.</summary>
    /// <param name="values">One, but for check boxes.</param>
    public PageForm Fill(string name, params IReadOnlyList<string> values)
    {
        var inputs = form.QuerySelectorAll("input, select, textarea").Where(input => input.GetAttribute("name") == name).ToList();
        Assert.True(inputs.Count > 0, $"The page has no input {name}, but {string.Join(", ", Names)}.");
        switch (inputs[0])
        {
            case IHtmlInputElement { Type: "radio" or "checkbox" }:
                var choices = inputs.Cast<IHtmlInputElement>().ToList();
                Assert.Subset(choices.Select(choice => choice.Value).ToHashSet(), values.ToHashSet());
                foreach (var choice in choices) choice.IsChecked = values.Contains(choice.Value);
                break;
            case IHtmlSelectElement select:
                Assert.Contains(select.Options, option => option.Value == values.Single());
                select.Value = values.Single();
                break;
            case IHtmlTextAreaElement area:
                area.Value = values.Single();
                break;
            case IHtmlInputElement input:
                input.Value = values.Single();
                break;
        }

        return this;
    }

    public PageForm Attach(string input, string name, string media, byte[] content)
    {
        Assert.Contains(input, Names);
        files.Add((input, name, media, content));
        return this;
    }

    /// <summary>Presses the form's button, and follows where the answer leads.</summary>
    /// <param name="press">Name and value of the button, where the form has several.</param>
    /// <returns>The page that is shown then.</returns>
    public async Task<IHtmlDocument> SendAsync((string Name, string Value)? press = null)
    {
        if (press is { } button) Assert.NotNull(form.QuerySelector($"button[name='{button.Name}'][value='{button.Value}']"));
        var pairs = Filled().Concat(press is { } pressed ? [pressed] : []).ToList();
        using var body = Body(pairs);
        var action = form.GetAttribute("action")!;
        // The client follows a redirect, as a browser does.
        using var answer = await browser.PostAsync(action, body, Cancellation);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        var page = Parser.ParseDocument(html);
        Assert.True(answer.IsSuccessStatusCode, $"{action}: {answer.StatusCode}\n{page.QuerySelector("main")?.TextContent}");
        return page;
    }

    private IEnumerable<(string Name, string Value)> Filled()
    {
        foreach (var input in form.QuerySelectorAll("input, select, textarea"))
        {
            if (input.GetAttribute("name") is not { } name) continue;
            switch (input)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } choice:
                    if (choice.IsChecked) yield return (name, choice.Value);
                    break;
                case IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement typed:
                    yield return (name, typed.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return (name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
            }
        }
    }

    private HttpContent Body(IReadOnlyList<(string Name, string Value)> pairs)
    {
        if (form.Enctype != "multipart/form-data")
        {
            return new FormUrlEncodedContent(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        }

        var body = new MultipartFormDataContent();
        foreach (var (name, value) in pairs) body.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (input, name, media, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.TryAddWithoutValidation("Content-Disposition",
                string.Create(CultureInfo.InvariantCulture, $"form-data; name=\"{input}\"; filename=\"{name}\""));
            part.Headers.TryAddWithoutValidation("Content-Type", media);
            body.Add(part);
        }

        return body;
    }
}
