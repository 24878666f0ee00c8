using System.Net;
using System.Net.Http.Json;
using System.ServiceModel.Syndication;

namespace Scenarios.Alerts;

/// <summary>What a sector reads in the morning: everything since the last time, once.</summary>
public sealed class MorningTests
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Morning_GuideOpensAndCloses_IsToldOnItsDays()
    {
        await using var city = await CityUnderTest.StartAsync(At(3, 1, 12));
        await UntilAsync(city, At(5, 1, 12));

        var news = News(city, "it");
        Assert.Equal(
            [
                ("2026-03-02", "GuideOpened", "demonstration-institution"),
                ("2026-03-02", "GuideOpened", "special-fund-rd"),
                ("2026-04-23", "GuideClosing", "demonstration-institution"),
                ("2026-04-29", "GuideClosing", "demonstration-institution"),
                // With the guide of its first version the rules of that end.
                ("2026-05-01", "ProgrammeRevised", "demonstration-institution"),
            ],
            news);
        var first = city.Bulletins.Of("alert")[0].GetProperty("at").GetDateTimeOffset();
        Assert.Equal("2026-03-02T01:00:00+00:00", first.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        var feed = await city.FeedAsync("/api/alerts/it/feed");
        Assert.Equal(4, feed.Count);
        Assert.Contains("version 2 counts for new applications", Text(feed[0]));
        Assert.Contains("1 day left", Text(feed[1]));
        Assert.Contains("7 days left", Text(feed[2]));
        Assert.Contains("还有 7 天", Text(feed[2]));
        Assert.Equal(4, feed.Select(entry => entry.Id).Distinct().Count());
    }

    [Fact]
    public async Task Morning_ResultPublished_IsToldOnceToItsSectorAlone()
    {
        await using var city = await CityUnderTest.StartAsync(CityUnderTest.Start);
        await RegisterAsync(city);
        var application = await city.SubmitAsync("检测平台", programme: ApplicationUnderTest.Demonstration);
        foreach (var stage in new[] { "Completeness", "District", "Department" }) await application.DecideAsync(stage, "Approve");
        Assert.Equal("Approved", await application.StatusAsync());

        await UntilAsync(city, At(3, 3, 9, 1));
        await city.TickAsync("Alerts_Publish");
        await UntilAsync(city, At(3, 4, 9, 1));

        Assert.Single(News(city, "testing"), news => news.Kind == "ResultPublished");
        Assert.DoesNotContain(News(city, "it"), news => news.Kind == "ResultPublished");
        Assert.Contains("检测平台", Text(Assert.Single(await city.FeedAsync("/api/alerts/testing/feed"))));
    }

    [Fact]
    public async Task Morning_TickRepeated_NeitherDoublesNorLoses()
    {
        await using var city = await CityUnderTest.StartAsync(At(3, 1, 12));
        await UntilAsync(city, At(3, 2, 9, 1));
        var first = News(city, "it");

        await city.TickAsync("Guides_Announce");
        await city.TickAsync("Alerts_Publish");
        await UntilAsync(city, At(3, 5, 12));

        Assert.Equal(2, first.Count);
        Assert.Equal(first, News(city, "it"));
    }

    [Fact]
    public async Task Morning_HostDownOverIt_IsToldWhenItIsBackAndNotAgain()
    {
        await using var city = await CityUnderTest.StartAsync(At(3, 1, 12));
        // 00:10 has collected the items; at 09:00 nobody is there.
        await UntilAsync(city, At(3, 2, 5));
        await city.CloseAsync();
        await city.ReopenAsync(At(3, 2, 11));
        await city.SettleAsync();
        Assert.Equal(["2026-03-02", "2026-03-02"], News(city, "it").Select(news => news.Day));

        // Down over days: both timers miss their ticks, and the day of the closing.
        await UntilAsync(city, At(4, 22, 23));
        await city.CloseAsync();
        await city.ReopenAsync(At(4, 25, 11));
        await UntilAsync(city, At(4, 28, 12));

        Assert.Equal(["GuideOpened", "GuideOpened", "GuideClosing"], News(city, "it").Select(news => news.Kind));
        Assert.Equal(2, (await city.FeedAsync("/api/alerts/it/feed")).Count);
    }

    [Fact]
    public async Task Morning_MissedAndMadeUpInTheNight_IsThatDaysAndTheNextMorningHasItsOwn()
    {
        await using var city = await CityUnderTest.StartAsync(At(3, 1, 12));
        // 00:10 has collected the items; the host is away until 06:00 of the next day.
        await UntilAsync(city, At(3, 2, 5));
        await city.CloseAsync();
        await city.ReopenAsync(At(3, 3, 6));
        await city.SettleAsync();
        Assert.Equal(["2026-03-02", "2026-03-02"], News(city, "it").Select(news => news.Day));
        var signal = WarningUnderTest.Signal("news");
        signal["sector"] = "it";
        await WarningUnderTest.PublishAsync(city, signal);

        await UntilAsync(city, At(3, 3, 9, 1));

        Assert.Equal(["GuideOpened", "GuideOpened", "WarningPublished"], News(city, "it").Select(news => news.Kind));
        Assert.Equal("2026-03-03", News(city, "it")[^1].Day);
    }

    [Fact]
    public async Task Morning_AfterAWarningsChanges_AlertTellsOfThem()
    {
        // From a clock that has passed the morning: the next 09:01 is another day's, with its tick before it.
        await using var city = await CityUnderTest.StartAsync(At(3, 2, 9, 1));
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("news"));
        await warning.ChangeAsync("escalate", new { level = "Red" });
        await city.PassToAsync(9, 1);
        (await warning.CancelAsync()).Expect(HttpStatusCode.Accepted);
        await city.PassToAsync(9, 1);

        var items = city.Bulletins.Of("alert")
            .SelectMany((alert, index) => alert.GetProperty("items").EnumerateArray().Select(item => (Alert: index, Item: item)))
            .Where(news => news.Item.GetProperty("link").GetString() == $"warnings/{warning.Id}")
            .ToList();
        Assert.Equal(["WarningPublished", "WarningEscalated", "WarningCancelled"], items.Select(news => news.Item.GetProperty("kind").GetString()));
        Assert.Equal(items[0].Alert, items[1].Alert);
        Assert.True(items[2].Alert > items[1].Alert);
    }

    private static Task RegisterAsync(CityUnderTest city) => city.Person("lin").PutAsync(
        $"/api/organisations/{city.App.DevUsers["lin"].Organisation}",
        JsonContent.Create(new { name = "南山光电检测中心", district = "440305", sectors = new[] { "testing" } }),
        Cancellation);

    private static DateTimeOffset At(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, Shanghai);

    private static async Task UntilAsync(CityUnderTest city, DateTimeOffset moment)
    {
        await city.Clock.AdvanceToAsync(moment, Cancellation);
        await city.SettleAsync();
    }

    /// <summary>The items of a sector's alerts as published on the topic, with the alert's day.</summary>
    private static IReadOnlyList<(string Day, string Kind, string Programme)> News(CityUnderTest city, string sector) =>
    [
        .. city.Bulletins.Of("alert")
            .Where(alert => alert.GetProperty("sector").GetString() == sector)
            .SelectMany(alert => alert.GetProperty("items").EnumerateArray().Select(item => (
                alert.GetProperty("day").GetString()!,
                item.GetProperty("kind").GetString()!,
                item.GetProperty("link").GetString()?.Split('/')[^1] ?? "")))
            .OrderBy(news => news, Comparer<(string, string, string)>.Default),
    ];

    private static string Text(SyndicationItem entry) => ((TextSyndicationContent)entry.Content).Text;
}
