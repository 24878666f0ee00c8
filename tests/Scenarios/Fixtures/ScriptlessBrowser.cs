using System.Net;
using System.Text.RegularExpressions;

namespace Scenarios.Fixtures;

/// <summary>A page as a browser shows it.</summary>
/// <param name="Text">With the references of characters resolved.</param>
internal sealed record ShownPage(HttpStatusCode Status, string Html, string Text, string Path);

/// <summary>
/// A browser of one person, without scripts: opens pages, sends their forms with every input that they have, follows where they lead.
/// </summary>
internal sealed partial class ScriptlessBrowser(CityUnderTest city, string user, string language = "zh-CN") : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = city.App.BaseAddress,
        DefaultRequestHeaders = { { "Authorization", $"Dev {user}" }, { "Accept", "text/html,application/xhtml+xml" },
            { "Accept-Language", language } },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<ShownPage> OpenAsync(string path)
    {
        using var answer = await http.GetAsync(path, Cancellation);
        return await ShownAsync(answer, path);
    }

    /// <summary>Types into the page's form and presses its button; what the page had in its inputs is sent along.</summary>
    public async Task<ShownPage> PressAsync(ShownPage page, string press, params (string Name, string Value)[] typed)
    {
        var fields = Hidden().Matches(page.Html).Select(input => (Name: input.Groups[1].Value,
            Value: WebUtility.HtmlDecode(input.Groups[2].Value)));
        var pairs = fields.Concat(typed).Append(("press", press)).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2));
        var action = Action().Match(page.Html).Groups[1].Value;
        using var answer = await http.PostAsync(action, new FormUrlEncodedContent(pairs), Cancellation);
        // The client would follow without its sign-in, which a browser's cookie brings along.
        return answer.Headers.Location is { } next ? await OpenAsync(next.ToString()) : await ShownAsync(answer, action);
    }

    /// <summary>Presses the button of the form whose action ends with a word, where the page has several.</summary>
    public Task<ShownPage> PressToAsync(ShownPage page, string action)
    {
        var at = page.Html.IndexOf($"/{action}\"", StringComparison.Ordinal);
        var form = page.Html[page.Html.LastIndexOf("<form", at, StringComparison.Ordinal)..];
        return PressAsync(page with { Html = form[..form.IndexOf("</form>", StringComparison.Ordinal)] }, "x");
    }

    public void Dispose() => http.Dispose();

    private static async Task<ShownPage> ShownAsync(HttpResponseMessage answer, string path)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        return new ShownPage(answer.StatusCode, html, WebUtility.HtmlDecode(html), path);
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
