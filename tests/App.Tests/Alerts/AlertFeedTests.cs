using System.ServiceModel.Syndication;
using System.Xml;
using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Alerts;

public class AlertFeedTests
{
    private static readonly PublicAddress Address = new(
        new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", "https://hts.example/")]).Build());

    [Fact]
    public void Write_ManyAlerts_ReadsBackBoundedWithUniqueIds()
    {
        var feed = Read(AtomFeed.Write(Make(80)));

        Assert.Equal(AtomFeed.Entries, feed.Items.Count());
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
    public void Write_NoAlerts_IsAFeed() => Assert.Empty(Read(AtomFeed.Write(Make(0))).Items);

    [Fact]
    public async Task Result_KnownTag_AnswersNotModified()
    {
        var first = await AnswerAsync(Make(3), _ => { });
        var tag = first.Response.Headers.ETag.ToString();
        Assert.Equal(200, first.Response.StatusCode);

        Assert.Equal(304, (await AnswerAsync(Make(3), request => request.Headers.IfNoneMatch = $"\"other\", {tag}")).Response.StatusCode);
        Assert.Equal(200, (await AnswerAsync(Make(4), request => request.Headers.IfNoneMatch = tag)).Response.StatusCode);
    }

    [Theory]
    [InlineData(0, 304)]
    [InlineData(-1, 200)]
    public async Task Result_IfModifiedSince_ComparesWholeSeconds(int seconds, int status)
    {
        var feed = Make(1);
        var context = await AnswerAsync(
            feed, request => request.Headers.IfModifiedSince = feed.LastUpdatedTime.AddSeconds(seconds).ToString("R"));

        Assert.Equal(status, context.Response.StatusCode);
    }

    private static async Task<HttpContext> AnswerAsync(SyndicationFeed feed, Action<HttpRequest> ask)
    {
        var context = new DefaultHttpContext();
        ask(context.Request);
        await new AtomResult(feed).ExecuteAsync(context);
        return context;
    }

    private static SyndicationFeed Make(int alerts) => AlertFeed.Make(Sectors.Find("it")!,
        [.. Enumerable.Range(1, alerts).Reverse().Select(number => new Alert(
            "it", new DateOnly(2026, 1, 1).AddDays(number), 1, new DateTimeOffset(2026, 1, 1, 1, 0, 0, 500, TimeSpan.Zero).AddDays(number),
            [Item(number)]))],
        Address);

    private static AlertItem Item(int number) =>
        new($"x-{number}", AlertItemKind.GuideOpened, DateTimeOffset.UnixEpoch, new("甲", "A <b> & C"), "programmes/award");

    private static SyndicationFeed Read(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes));
        return SyndicationFeed.Load(reader);
    }
}
