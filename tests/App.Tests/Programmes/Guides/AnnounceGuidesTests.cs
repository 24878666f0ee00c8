using App.Tests.Applications;
using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Programmes.Guides;

public class AnnounceGuidesTests
{
    [Theory]
    [InlineData("2026-03-01", "")]
    [InlineData("2026-03-02", "GuideOpened 0")]
    [InlineData("2026-03-03", "")]
    [InlineData("2026-04-22", "")]
    [InlineData("2026-04-23", "GuideClosing 7")]
    [InlineData("2026-04-24", "")]
    [InlineData("2026-04-29", "GuideClosing 1")]
    [InlineData("2026-04-30", "")]
    [InlineData("2026-05-01", "")]
    public void News_DailyTick_IsAnnouncedOnTheDay(string day, string expected) =>
        Assert.Equal(expected, News(Day(day).AddDays(-1), Day(day)));

    [Fact]
    public void News_MissedTicks_IsAnnouncedLateWhileTheGuideIsOpen()
    {
        Assert.Equal("GuideOpened 0", News(DateOnly.MinValue, Day("2026-03-20")));
        Assert.Equal("GuideClosing 7", News(Day("2026-04-20"), Day("2026-04-28")));
        Assert.Equal("GuideOpened 0, GuideClosing 1", News(Day("2026-03-01"), Day("2026-04-30")));
        Assert.Equal("", News(Day("2026-03-01"), Day("2026-05-01")));
    }

    [Fact]
    public void News_TickByTick_IsAnnouncedOnceEach()
    {
        var days = Enumerable.Range(0, 90).Select(step => Day("2026-02-15").AddDays(step));
        var news = days.Select(day => News(day.AddDays(-1), day)).Where(text => text.Length > 0);
        Assert.Equal("GuideOpened 0, GuideClosing 7, GuideClosing 1", string.Join(", ", news));
    }

    [Fact]
    public void News_StandingCall_OnlyOpens() =>
        Assert.IsType<GuideOpened>(Assert.Single(AnnounceGuides.News(Examples.Fund, DateOnly.MinValue, Day("2026-12-31"))));

    [Fact]
    public void News_OpenForFourDays_HasNoSeventhDayBefore()
    {
        var brief = Examples.Institution with { Guide = Examples.Institution.Guide with { Closes = Day("2026-03-05") } };
        Assert.Equal("GuideOpened 0, GuideClosing 1", News(DateOnly.MinValue, Day("2026-03-04"), brief));
    }

    [Fact]
    public void News_Fact_SaysWhatAReaderNeeds()
    {
        var guide = Examples.Institution.Guide;
        var opened = Assert.IsType<GuideOpened>(
            Assert.Single(AnnounceGuides.News(Examples.Institution, DateOnly.MinValue, Day("2026-03-02"))));
        Assert.Equal(("demonstration-institution", 1, Examples.Institution.Name), (opened.Programme, opened.Version, opened.Name));
        Assert.Equal((guide.Opens, guide.Closes), (opened.Opens, opened.Closes));
        Assert.Equal(guide.Sectors, opened.Sectors);
    }

    [Fact]
    public void Decide_News_RemembersTheDayUntilThereIsMore()
    {
        Assert.Empty(AnnounceGuides.Decide(null, Examples.Institution, Day("2026-03-01")).Facts);
        var opened = AnnounceGuides.Decide(null, Examples.Institution, Day("2026-03-20"));
        Assert.Equal((1, Day("2026-03-20"), "Guides_Announce"), (opened.Facts.Count, opened.Next.Through, opened.Facts[0].Actor));
        Assert.Empty(AnnounceGuides.Decide(opened.Next, Examples.Institution, Day("2026-03-20")).Facts);
        Assert.Equal(
            new AnnouncedGuide(Day("2026-03-20")), AnnounceGuides.Decide(opened.Next, Examples.Institution, Day("2026-04-22")).Next);
        Assert.Equal(
            "GuideClosing", Assert.Single(AnnounceGuides.Decide(opened.Next, Examples.Institution, Day("2026-04-23")).Facts).Type);
    }

    [Theory]
    [InlineData("2026-03-01T15:59:59Z", 0)]
    [InlineData("2026-03-01T16:00:00Z", 1)]
    public async Task Tick_InShanghaisDay_AnnouncesOnceHoweverOftenItComes(string at, int announced)
    {
        var under = new StoreUnderTest(GuideAggregate.Kind);
        var time = new FakeTimeProvider(DateTimeOffset.Parse(at));
        var timer = new GuideTimer(new ProgrammeCatalogue([Examples.Institution]), under.Store, time);

        for (var tick = 0; tick < 2; tick++) await timer.AnnounceAsync(new TimerInfo(), TestContext.Current.CancellationToken);

        var facts = under.Bus.To(Topology.Facts).ToLookup(message => message.Subject);
        Assert.Equal((announced, 1), (facts["GuideOpened"].Count(), facts["ProgrammeRevised"].Count()));
        Assert.All(facts["GuideOpened"], message => Assert.Equal("guide-demonstration-institution-1-000000001", message.MessageId[..^9]));
    }

    [Fact]
    public void Revision_OfALaterVersion_IsAnnouncedOnceAndARollbackNever()
    {
        var (first, second) = (Examples.Institution, Examples.Institution with { Version = 2 });
        var seen = AnnounceRevision.Decide(null, first);
        Assert.Null(Assert.IsType<ProgrammeRevised>(Assert.Single(seen.Facts).Fact).Before);

        var revised = AnnounceRevision.Decide(seen.Next, second);

        var fact = Assert.IsType<ProgrammeRevised>(Assert.Single(revised.Facts).Fact);
        Assert.Equal((2, 1, first.Programme), (fact.Version, fact.Before, fact.Programme));
        Assert.Empty(AnnounceRevision.Decide(revised.Next, second).Facts);
        Assert.Empty(AnnounceRevision.Decide(revised.Next, first).Facts);
    }

    private static string News(DateOnly after, DateOnly through, ProgrammeDefinition? definition = null)
    {
        var news = AnnounceGuides.News(definition ?? Examples.Institution, after, through);
        return string.Join(", ", news.Select(fact => $"{fact.GetType().Name} {(fact as GuideClosing)?.DaysLeft ?? 0}"));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text);
}
