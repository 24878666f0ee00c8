using System.ServiceModel.Syndication;
using System.Xml;
using App.Tests.Fixtures;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Feeds;
using Ical.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings.Feeds;

/// <summary>What readers subscribe to, by sector, level and language.</summary>
public class WarningFeedHttpTests
{
    private readonly MemoryWarnings memory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WarningFeedHttp Feeds => new(memory.App.Lists, memory.App.Address, Options.Create(new WarningOptions()), memory.App.Time);

    [Theory]
    [InlineData("", 3)]
    [InlineData("?sector=it", 2)]
    [InlineData("?sector=testing", 1)]
    [InlineData("?level=Blue", 3)]
    [InlineData("?level=Orange", 2)]
    [InlineData("?level=Red", 1)]
    [InlineData("?sector=it&level=Red", 0)]
    [InlineData("?sector=it&level=Orange&language=en", 1)]
    public async Task Feed_Filtered_HasWhatFits(string query, int entries)
    {
        await PublishAsync();

        Assert.Equal(entries, (await FeedAsync(query)).Items.Count());
    }

    [Fact]
    public async Task Feed_OfALanguage_HasItAlone()
    {
        await PublishAsync();
        var (both, english) = (await FeedAsync(""), await FeedAsync("?language=en"));

        Assert.Equal(("zh-CN", "en"), (both.Language, english.Language));
        Assert.Contains("Industry early warnings", english.Title.Text, StringComparison.Ordinal);
        Assert.All(english.Items, item => Assert.DoesNotContain('预', item.Title.Text + ((TextSyndicationContent)item.Content).Text));
    }

    /// <summary>The same message in another language is another entry; in another choice of messages it is the same.</summary>
    [Fact]
    public async Task Feed_Ids_AreStableAndOfFilterAndLanguage()
    {
        await PublishAsync();
        var (all, it, english) = (await FeedAsync(""), await FeedAsync("?sector=it"), await FeedAsync("?language=en"));

        Assert.Equal(it.Id, (await FeedAsync("?sector=it&language=")).Id);
        Assert.Equal(3, new[] { all.Id, it.Id, english.Id }.Distinct().Count());
        Assert.Subset(all.Items.Select(item => item.Id).ToHashSet(), it.Items.Select(item => item.Id).ToHashSet());
        Assert.Empty(all.Items.Select(item => item.Id).Intersect(english.Items.Select(item => item.Id)));
    }

    [Fact]
    public async Task Feed_ManyMessages_LinksItsPagesWithTheFilter()
    {
        for (var number = 0; number < 60; number++) await PublishAsync($"many-{number}", "it", WarningLevel.Red);
        await PublishAsync("one", "testing", WarningLevel.Red);

        var (ids, query, pages) = (new List<string>(), "?sector=it", 0);
        while (true)
        {
            var feed = await FeedAsync(query);
            pages++;
            Assert.InRange(feed.Items.Count(), 1, AtomFeed.Entries);
            ids.AddRange(feed.Items.Select(item => item.Id));
            if (feed.Links.FirstOrDefault(link => link.RelationshipType == "next")?.Uri is not { } next) break;
            Assert.StartsWith("?sector=it&cursor=", next.Query, StringComparison.Ordinal);
            query = next.Query;
        }

        Assert.Equal((60, 60), (ids.Count, ids.Distinct().Count()));
        Assert.True(pages > 1);
    }

    [Theory]
    [InlineData("?sector=mining")]
    [InlineData("?level=3")]
    [InlineData("?level=Green")]
    [InlineData("?language=fr")]
    public async Task Filter_Unknown_IsRefused(string query)
    {
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => FeedAsync(query));
        Assert.Equal("invalid-field", refusal.Type.Slug);
        await Assert.ThrowsAsync<ProblemException>(() => CalendarAsync(query));
    }

    [Fact]
    public async Task Calendar_HasWarningsInForceAndReleases()
    {
        await PublishAsync();
        await memory.App.Store.ChangeWarningAsync(
            Signal("b", "testing", WarningLevel.Red).WarningId, state => CancelWarning.Decide(state, Sample.Over, memory.By("p")),
            Cancellation);

        var (calendar, text) = await CalendarAsync("?language=en");

        Assert.Contains("METHOD:PUBLISH", text, StringComparison.Ordinal);
        var inForce = calendar.Events.Where(happening => happening.End is not null).ToList();
        Assert.Equal(2, inForce.Count);
        Assert.All(inForce, happening => Assert.Equal(Sample.Now.AddDays(7).DateTime, happening.End!.AsUtc, TimeSpan.FromSeconds(1)));
        Assert.Equal(4, calendar.Events.Count - inForce.Count);
        Assert.Contains(calendar.Events, happening => happening.Summary!.Contains("cancelled", StringComparison.Ordinal));
        Assert.Equal(calendar.Events.Count, calendar.Events.Select(happening => happening.Uid).Distinct().Count());
    }

    [Fact]
    public async Task Calendar_WithoutChange_IsTheSameText()
    {
        await PublishAsync();
        var before = (await CalendarAsync("")).Text;

        memory.App.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(before, (await CalendarAsync("")).Text);

        memory.App.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(3, (await CalendarAsync("")).Calendar.Events.Count);
    }

    private async Task PublishAsync()
    {
        await PublishAsync("a", "it", WarningLevel.Yellow);
        await PublishAsync("b", "testing", WarningLevel.Red);
        await PublishAsync("c", "it", WarningLevel.Orange);
    }

    private async Task PublishAsync(string name, string sector, WarningLevel level)
    {
        var signal = Signal(name, sector, level);
        await memory.App.Store.PutAsync(
            WarningAggregate.Kind, signal.WarningId, current => DraftWarning.Decide(current, signal, memory.By("stats")), Cancellation);
        await memory.App.Store.ChangeWarningAsync(
            signal.WarningId, state => VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()), Cancellation);
        await memory.App.Store.ChangeWarningAsync(
            signal.WarningId, state => PublishWarning.Decide(state, memory.By("p")), Cancellation);
    }

    private static Signal Signal(string name, string sector, WarningLevel level) =>
        Sample.Signal(level) with { ExternalId = name, Sector = sector };

    private async Task<SyndicationFeed> FeedAsync(string query)
    {
        var (_, body) = await CallAsync(request => Feeds.FeedAsync(request, Cancellation), null, query: query);
        using var reader = XmlReader.Create(new StringReader(body));
        return SyndicationFeed.Load(reader);
    }

    private async Task<(Calendar Calendar, string Text)> CalendarAsync(string query)
    {
        var (_, body) = await CallAsync(request => Feeds.CalendarAsync(request, Cancellation), null, query: query);
        return (Calendar.Load(body)!, body);
    }
}
