using System.ServiceModel.Syndication;
using System.Xml;
using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Alerts;

public class AlertFeedTests
{
    private static readonly PublicAddress Address = new(
        new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", "https://hts.example/")]).Build());

    [Fact]
    public void Write_ManyAlerts_ReadsBackWithUniqueIds()
    {
        var feed = Read(AtomFeed.Write(Make(AtomFeed.Entries)));

        Assert.Equal(AtomFeed.Entries, feed.Items.Select(item => item.Id).Distinct().Count());
        Assert.All(feed.Items, item => Assert.StartsWith("urn:uuid:", item.Id));
        Assert.Equal(new Uri("https://hts.example/api/alerts/it/feed"), feed.Links.Single(link => link.RelationshipType == "self").Uri);
        Assert.Equal(feed.Items.Max(item => item.LastUpdatedTime), feed.LastUpdatedTime);
    }

    [Fact]
    public void Write_Entry_HoldsBothLanguages()
    {
        var feed = Read(AtomFeed.Write(Make(1)));

        var content = ((TextSyndicationContent)feed.Items.Single().Content).Text;
        Assert.Contains("xml:lang=\"zh-CN\"", content);
        Assert.Contains("xml:lang=\"en\"", content);
        Assert.Contains("A &lt;b&gt; &amp; C", content);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(AtomFeed.Write(Make(3)), AtomFeed.Write(Make(3)));

    [Fact]
    public void Write_NoAlerts_IsAFeedOfTheDay()
    {
        var feed = Read(AtomFeed.Write(Make(0)));

        Assert.Empty(feed.Items);
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero), feed.LastUpdatedTime);
    }

    /// <summary>RFC 5005, section 3: what no longer fits is on the next page.</summary>
    [Theory]
    [InlineData("", null, new[] { "first https://hts.example/api/alerts/it/feed", "self https://hts.example/api/alerts/it/feed" })]
    [InlineData("", "b/c", new[]
    {
        "first https://hts.example/api/alerts/it/feed", "next https://hts.example/api/alerts/it/feed?cursor=b%2Fc",
        "self https://hts.example/api/alerts/it/feed",
    })]
    [InlineData("a", null, new[]
    {
        "first https://hts.example/api/alerts/it/feed", "self https://hts.example/api/alerts/it/feed?cursor=a",
    })]
    public void Write_Page_LinksTheFirstAndTheNext(string cursor, string? next, string[] links)
    {
        var feed = Read(AtomFeed.Write(Make(1, cursor, next)));

        Assert.Equal(links, feed.Links.Select(link => $"{link.RelationshipType} {link.Uri.AbsoluteUri}").Order());
    }

    [Fact]
    public async Task Result_KnownTag_AnswersNotModified()
    {
        var first = await AnswerAsync(Make(3), _ => { });
        var tag = first.Response.Headers.ETag.ToString();
        Assert.Equal(200, first.Response.StatusCode);

        Assert.Equal(304, (await AnswerAsync(Make(3), request => request.Headers.IfNoneMatch = $"\"other\", {tag}")).Response.StatusCode);
        Assert.Equal(200, (await AnswerAsync(Make(4), request => request.Headers.IfNoneMatch = tag)).Response.StatusCode);
    }

    /// <summary>A date cannot tell two messages of one second apart.</summary>
    [Fact]
    public async Task Result_SecondMessageWithinTheSecond_IsSent()
    {
        var feed = Make(1);
        var context = await AnswerAsync(feed, request => request.Headers.IfModifiedSince = feed.LastUpdatedTime.ToString("R"));

        Assert.Equal(200, context.Response.StatusCode);
    }

    private static async Task<HttpContext> AnswerAsync(SyndicationFeed feed, Action<HttpRequest> ask)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET" } };
        ask(context.Request);
        await new AtomResult(feed).ExecuteAsync(context);
        return context;
    }

    private static SyndicationFeed Make(int alerts, string cursor = "", string? next = null) => AlertFeed.Make(
        Sectors.Find("it")!,
        new Page<Alert>([.. Enumerable.Range(1, alerts).Reverse().Select(number => new Alert(
            "it", new DateOnly(2026, 1, 1).AddDays(number), 1, new DateTimeOffset(2026, 1, 1, 1, 0, 0, 500, TimeSpan.Zero).AddDays(number),
            [Item(number)]))], next),
        new FeedPlace(Address.Of("alerts/it/feed"), cursor, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero)),
        Address);

    private static AlertItem Item(int number) =>
        new($"x-{number}", AlertItemKind.GuideOpened, DateTimeOffset.UnixEpoch, new("甲", "A <b> & C"), "programmes/award");

    private static SyndicationFeed Read(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes));
        return SyndicationFeed.Load(reader);
    }
}
