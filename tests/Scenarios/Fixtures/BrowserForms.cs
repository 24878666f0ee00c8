using System.Net;
using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;

namespace Scenarios.Fixtures;

/// <summary>Pages as a browser reads them, and forms as it sends them: from the page that it was shown.</summary>
internal static partial class BrowserForms
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A browser after the sign-in: its cookie goes with every request, also to where an answer leads.</summary>
    public static async Task<HttpClient> SignInAsync(Uri site, string user, string languages)
    {
        var browser = new HttpClient
        {
            BaseAddress = site,
            DefaultRequestHeaders =
            {
                { "Accept", "text/html,application/xhtml+xml" }, { "Accept-Language", languages },
                { "Origin", site.GetLeftPart(UriPartial.Authority) },
            },
        };
        using var signedIn = await browser.GetAsync($"/.auth/login/dev?user={user}", Cancellation);
        signedIn.EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public static HttpClient Anonymous(Uri site, string languages = "en") => new()
    {
        BaseAddress = site,
        DefaultRequestHeaders = { { "Accept-Language", languages }, { "Origin", site.GetLeftPart(UriPartial.Authority) } },
    };

    /// <summary>Opens the page, and sends its form with these fields; the client keeps the page's cookie.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(
        this HttpClient browser, string page, string action, IReadOnlyDictionary<string, string> fields) =>
        await browser.PostAsync(action, Content(await browser.GetStringAsync(page, Cancellation), fields), Cancellation);

    /// <summary>The fields with the hidden proof of the page.</summary>
    public static FormUrlEncodedContent Content(string page, IReadOnlyDictionary<string, string> fields) => new(
        new Dictionary<string, string>(fields) { [FormBody.Proof] = ProofOf(page) });

    /// <summary>The hidden proof of a page's form.</summary>
    public static string ProofOf(string page) => WebUtility.HtmlDecode(Proof().Match(page).Groups[1].Value);

    /// <summary>Where the links of a page lead.</summary>
    public static IEnumerable<string> Links(string page) =>
        Link().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("name=\"proof\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
