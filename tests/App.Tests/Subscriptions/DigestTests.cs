using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Mail;
using FunctionsApp.Alerts;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Subscriptions.Digests;

namespace App.Tests.Subscriptions;

/// <summary>When a digest begins, and what is in it.</summary>
public sealed class DigestTests
{
    // Monday 2 March 2026, 09:20 in Shenzhen.
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 20, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Cut = new(2026, 3, 2, 1, 10, 0, TimeSpan.Zero);

    private readonly SubscriptionBench subscribers = new();
    private readonly StoreUnderTest digests = new(DigestAggregate.Kind);
    private readonly AlertStore alerts;
    private readonly SendDigest digest;

    public DigestTests()
    {
        alerts = new AlertStore(Bench.Tables);
        digest = new SendDigest(
            digests.Store, Bench.Lists, new NewestAlerts(alerts), subscribers.Letters, subscribers.Sender, Bench.Bus.Client);
    }

    private StoreUnderTest Bench => subscribers.Bench;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Begin_ForTheFirstTime_HasADayOrAWeek()
    {
        var daily = BeginDigest.Decide(null, AlertFrequency.Daily, "timer", Monday);
        Assert.Equal(new DigestBegun(AlertFrequency.Daily, Cut.AddDays(-1), Cut), Assert.Single(daily.Facts).Fact);
        var weekly = BeginDigest.Decide(null, AlertFrequency.Weekly, "timer", Monday);
        Assert.Equal(new DigestBegun(AlertFrequency.Weekly, Cut.AddDays(-7), Cut), Assert.Single(weekly.Facts).Fact);
    }

    [Fact]
    public void Begin_Twice_BeginsOnce()
    {
        var daily = BeginDigest.Decide(null, AlertFrequency.Daily, "timer", Monday).Next;
        Assert.Empty(BeginDigest.Decide(daily, AlertFrequency.Daily, "timer", Monday.AddHours(20)).Facts);
        Assert.Single(BeginDigest.Decide(daily, AlertFrequency.Daily, "timer", Monday.AddDays(1)).Facts);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(6, 0)]
    [InlineData(7, 1)]
    [InlineData(8, 1)]
    public void Begin_OfAWeek_WaitsForMondayAndIsMadeUp(int days, int facts)
    {
        var weekly = BeginDigest.Decide(null, AlertFrequency.Weekly, "timer", Monday).Next;
        Assert.Equal(facts, BeginDigest.Decide(weekly, AlertFrequency.Weekly, "timer", Monday.AddDays(days)).Facts.Count);
    }

    /// <summary>No item falls between two digests, whichever days were missed.</summary>
    [Theory]
    [InlineData(AlertFrequency.Daily)]
    [InlineData(AlertFrequency.Weekly)]
    public void Begin_AfterMissedDays_FollowsTheLastOne(AlertFrequency frequency)
    {
        DigestState? state = null;
        DateTimeOffset? until = null;
        foreach (var day in new[] { 0, 1, 5, 5, 6, 14, 30 })
        {
            var change = BeginDigest.Decide(state, frequency, "timer", Monday.AddDays(day));
            foreach (var begun in change.Facts.Select(fact => Assert.IsType<DigestBegun>(fact.Fact)))
            {
                if (until is not null) Assert.Equal(until, begun.From);
                Assert.True(begun.From < begun.Until);
                until = begun.Until;
            }

            state = change.Next;
        }
    }

    [Fact]
    public void News_OfSeveralSectors_HasEachItemOnceAndNoWarning()
    {
        var news = new[]
        {
            new SectorNews("testing", [Item("a"), Item("w", AlertItemKind.WarningPublished)]), new SectorNews("it", [Item("a"), Item("b")]),
            new SectorNews("ip", [Item("c")]),
        };

        var read = SendDigest.Of(news, ["it", "testing"], []);

        Assert.Equal(["testing", "it"], read.Select(sector => sector.Sector));
        Assert.Equal(["a", "b"], read.SelectMany(sector => sector.Items).Select(item => item.Id));
    }

    /// <summary>What came by itself, because the subscriber wants the programme's deadlines, is not told again.</summary>
    [Fact]
    public void News_OfAProgrammeWhoseDeadlinesCame_IsLeftOut()
    {
        var news = new[] { new SectorNews("it", [Item("a") with { Programme = "award" }, Item("b") with { Programme = "alliance" }]) };
        Assert.Equal(["b"], SendDigest.Of(news, ["it"], ["award"]).SelectMany(sector => sector.Items).Select(item => item.Id));
        Assert.Empty(SendDigest.Of(news, ["it"], ["alliance", "award"]));
    }

    [Theory]
    [InlineData(119, 0)]
    [InlineData(120, 1)]
    public void Resume_ADigestThatIsLate_AsksForItOnceMore(int minutes, int facts)
    {
        var begun = BeginDigest.Decide(null, AlertFrequency.Daily, "timer", Monday).Next;

        var resumed = ResumeDigest.Decide(begun, "timer", Monday.AddMinutes(minutes));

        Assert.Equal(facts, resumed.Facts.Count);
        Assert.Empty(ResumeDigest.Decide(resumed.Next, "timer", Monday.AddMinutes(minutes)).Facts);
        var ended = EndDigest.Decide(resumed.Next, Cut, "send");
        Assert.Equal(new DigestEnded(AlertFrequency.Daily, Cut), Assert.Single(ended.Facts).Fact);
        Assert.Empty(ResumeDigest.Decide(ended.Next, "timer", Monday.AddDays(1)).Facts);
        Assert.Empty(EndDigest.Decide(ended.Next, Cut, "send").Facts);
    }

    /// <summary>The next digest begins while one is late: it has the later items alone, and the late one is still made up.</summary>
    [Fact]
    public void Begin_WhileOneIsLate_KeepsBoth()
    {
        var first = BeginDigest.Decide(null, AlertFrequency.Daily, "timer", Monday).Next;
        var second = BeginDigest.Decide(first, AlertFrequency.Daily, "timer", Monday.AddDays(1));

        Assert.Equal([Cut, Cut.AddDays(1)], second.Next.Open.Select(run => run.Until));
        Assert.Equal(new DigestResumed(AlertFrequency.Daily, Cut.AddDays(-1), Cut, 1),
            Assert.Single(ResumeDigest.Decide(second.Next, "timer", Monday.AddDays(1)).Facts).Fact);
    }

    [Fact]
    public async Task Digest_OfADay_ReachesItsSubscribersOnceWithTheDaysItems()
    {
        await SubscribeAsync("daily@example.com", AlertFrequency.Daily, "it", "testing");
        await SubscribeAsync("none@example.com", AlertFrequency.Daily, "biotech");
        await SubscribeAsync("weekly@example.com", AlertFrequency.Weekly, "it");
        await AddAsync("it", "old", Cut.AddDays(-1));
        await AddAsync("it", "new", Cut.AddDays(-1).AddMinutes(1));
        await AddAsync("testing", "late", Cut);
        await AddAsync("it", "next", Cut.AddMinutes(1));
        var page = new DigestPage(AlertFrequency.Daily, Cut.AddDays(-1), Cut, null);

        await digest.BringAsync(page, Cancellation);
        await digest.BringAsync(page, Cancellation);

        var sent = Bench.Bus.To(Topology.DigestLetters);
        Assert.Equal(2, sent.Count);
        Assert.Single(sent.Select(message => message.MessageId).Distinct());
        var letter = Assert.Single(PostOffice.LettersOf(sent[0]));
        Assert.Equal("daily@example.com", letter.Email);
        Assert.Equal(
            ["Inspection and testing", "- late", "Information technology", "- new"],
            letter.Values["news"].Split('\n').Where(line => line.Length > 0 && !line.StartsWith("  http", StringComparison.Ordinal)));
    }

    private static AlertItem Item(string id, AlertItemKind kind = AlertItemKind.GuideOpened) =>
        new(id, kind, Cut, new LocalizedText($"新{id}", id), null);

    private Task AddAsync(string sector, string id, DateTimeOffset at) =>
        alerts.AddAlertAsync(sector, Item(id), FunctionsApp.City.BeijingTime.Day(at), at, Cancellation);

    private Task SubscribeAsync(string address, AlertFrequency frequency, params IReadOnlyList<string> sectors) =>
        subscribers.SubscribeAsync(address, null, frequency, sectors);
}
