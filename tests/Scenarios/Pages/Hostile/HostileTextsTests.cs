using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using LocalHost.Demo;
using MimeKit;

namespace Scenarios.Pages.Hostile;

/// <summary>What people write is text: on every page, in every mail and feed, whoever reads it.</summary>
public sealed partial class HostileTextsTests(HostileCity hostile) : IClassFixture<HostileCity>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CityUnderTest City => hostile.City;

    [Theory]
    [InlineData(null, "/warnings")]
    [InlineData("lin", "/my")]
    [InlineData("chen", "/")]
    [InlineData("huang", "/")]
    [InlineData("pan", "/")]
    [InlineData("admin", "/")]
    [InlineData("audit", "/")]
    public async Task Pages_OfAReader_ShowTextsAsTexts(string? user, string known)
    {
        var pages = await PagesAsync(user);

        Assert.Contains(known, pages.Keys);
        Assert.Empty(pages.SelectMany(page => Markup.Injected(page.Value).Select(found => $"{page.Key}: {found}")));
        // What is not shown proves nothing.
        var text = string.Join('\n', pages.Values.Select(Markup.Text));
        if (user is null or "lin") Assert.All(HostileTexts.All, written => Assert.Contains(written, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mails_OfEveryKind_ShowTextsAsTexts()
    {
        var shown = 0;
        foreach (var file in Directory.EnumerateFiles(City.Options.MailFolder, "*.eml"))
        {
            var mail = await MimeMessage.LoadAsync(file, Cancellation);
            Assert.Empty(Markup.Injected(mail.HtmlBody!, isMail: true));
            Assert.Single(mail.To);
            Assert.Empty(mail.Bcc);
            Assert.DoesNotContain(mail.Headers, header => header.Field.Contains(HostileTexts.Mark, StringComparison.OrdinalIgnoreCase));
            if (Markup.Text(mail.HtmlBody!).Contains(HostileTexts.Mark, StringComparison.Ordinal)) shown++;
        }

        Assert.True(shown > 10, $"{shown} mails show a text.");
    }

    [Theory]
    [InlineData("/api/warnings/feed")]
    [InlineData("/api/alerts/testing/feed")]
    public async Task Feeds_HaveTextsAsTexts(string path)
    {
        var items = await City.FeedAsync(path);

        Assert.NotEmpty(items);
        var answer = (await City.Person(null).GetAsync(path, Cancellation)).Expect(HttpStatusCode.OK).Body;
        var feed = new XmlDocument();
        feed.LoadXml(answer);
        Assert.Contains(HostileTexts.Mark, feed.InnerText, StringComparison.Ordinal);
        foreach (var node in feed.SelectNodes("//*")!.Cast<XmlElement>())
        {
            Assert.DoesNotContain(HostileTexts.Mark, node.Name, StringComparison.Ordinal);
            Assert.All(node.Attributes.Cast<XmlAttribute>(), attribute =>
                Assert.DoesNotContain(HostileTexts.Mark, attribute.OuterXml, StringComparison.Ordinal));
            // Where a reader program takes HTML, the texts in it are encoded.
            if (node.GetAttribute("type") is "html") Assert.Empty(Markup.Injected(node.InnerText));
            if (node.GetAttribute("type") is "xhtml") Assert.Empty(Markup.Injected(node.InnerXml));
        }
    }

    /// <summary>Every page that the reader comes to by links, by its path.</summary>
    private async Task<IReadOnlyDictionary<string, string>> PagesAsync(string? user)
    {
        var (open, seen, pages) = (new Queue<string>(["/"]), new HashSet<string> { "/" }, new Dictionary<string, string>());
        while (open.TryDequeue(out var path))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            var answer = await City.Person(user).SendAsync(request, Cancellation);
            if (answer.ContentType != "text/html") continue;
            pages.Add(path, answer.Body);
            foreach (var link in BrowserForms.Links(answer.Body))
            {
                if (Own().IsMatch(link) && !link.Contains("lang=", StringComparison.Ordinal) && seen.Add(link)) open.Enqueue(link);
            }
        }

        return pages;
    }

    [GeneratedRegex(@"^/(?!\.auth/|assets/|api/problems|api/openapi)[^ #]*\z")]
    private static partial Regex Own();
}
