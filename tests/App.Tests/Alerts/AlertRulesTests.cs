using FunctionsApp.Alerts;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Warnings;

namespace App.Tests.Alerts;

public class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Opens = new(2026, 3, 2);
    private static readonly DateOnly Closes = new(2026, 4, 1);
    private static readonly LocalizedText Name = new("科技研发资金", "R&D fund");
    private static readonly LocalizedText Headline = new("交付延期", "Delays");

    public static TheoryData<WarningFact, AlertItemKind, string, string> Changes => new()
    {
        { new WarningPublished("it", null, WarningLevel.Orange, Headline, 1), AlertItemKind.WarningPublished, "发布", "issued" },
        { new WarningEscalated("it", null, WarningLevel.Orange, Headline, 2), AlertItemKind.WarningEscalated, "升级", "raised" },
        { new WarningCancelled("it", null, WarningLevel.Orange, Headline, 3), AlertItemKind.WarningCancelled, "解除", "cancelled" },
    };

    public static TheoryData<Fact> NoNews =>
    [
        new WarningDrafted("it", null, WarningLevel.Orange, Headline, 0),
        new WarningVerified("it", null, WarningLevel.Orange, Headline, 0),
        new WarningUpdated("it", null, WarningLevel.Orange, Headline, 2),
        new WarningExpired("it", null, WarningLevel.Orange, Headline, 1),
        new WarningDismissed("it", null, WarningLevel.Orange, Headline, 0),
        new WarningLapsed("it", null, WarningLevel.Orange, Headline, 0),
        new WarningPublished("mining", null, WarningLevel.Orange, Headline, 1),
        Approved("x", "mining"),
        OnNotice("mining"),
        new NoticeClosed("application00000000", StageOutcome.Rejected),
        new ApplicationRejected("award", 0),
        new ApplicationWithdrawn(),
    ];

    [Fact]
    public void From_GuideOpened_MakesAnItemPerKnownSector()
    {
        var items = AlertRules.From(Fact(new GuideOpened("special-fund-rd", 1, Name, ["it", "it", "mining", "biotech"], Opens, Closes)));

        Assert.Equal(["it", "biotech"], items.Select(item => item.Sector));
        Assert.All(items, item => Assert.Equal(["it", "biotech"], item.Item.Sectors!));
        Assert.Contains("2026-04-01", items[0].Item.Title.English);
        Assert.Contains("科技研发资金", items[0].Item.Title.Chinese);
    }

    [Fact]
    public void From_GuideWithoutSectors_ConcernsAll() =>
        Assert.Equal(Sectors.All.Count, AlertRules.From(Fact(new GuideOpened("award", 1, Name, [], Opens, null))).Count);

    [Theory]
    [InlineData(7, "7 days left", "还有 7 天")]
    [InlineData(1, "1 day left", "还有 1 天")]
    public void From_GuideClosing_NamesTheDaysLeft(int daysLeft, string english, string chinese)
    {
        var closing = new GuideClosing("award", 1, Name, ["it"], Opens, Closes, daysLeft);

        var (sector, item) = Assert.Single(AlertRules.From(Fact(closing)));

        Assert.Equal(("it", AlertItemKind.GuideClosing), (sector, item.Kind));
        Assert.EndsWith(english, AlertRules.On(item, Closes.AddDays(-daysLeft)).Title.English);
        Assert.EndsWith(chinese, AlertRules.On(item, Closes.AddDays(-daysLeft)).Title.Chinese);
    }

    /// <summary>The day that counts is that on which it appears, not that on which it was collected.</summary>
    [Theory]
    [InlineData(-7, "applications close on 2026-04-01, 7 days left")]
    [InlineData(-5, "applications close on 2026-04-01, 5 days left")]
    [InlineData(-1, "applications close on 2026-04-01, 1 day left")]
    [InlineData(0, "applications close on 2026-04-01, today")]
    [InlineData(1, "applications close on 2026-04-01, and have closed")]
    public void On_ClosingThatWaited_IsWordedForTheDay(int days, string words)
    {
        var (_, item) = Assert.Single(AlertRules.From(Fact(new GuideClosing("award", 1, Name, ["it"], Opens, Closes, 7))));

        Assert.Equal($"R&D fund: {words}", AlertRules.On(item, Closes.AddDays(days)).Title.English);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, " (closed)")]
    public void On_OpeningThatWaitedOverTheEnd_SaysSo(int days, string words)
    {
        var (_, item) = Assert.Single(AlertRules.From(Fact(new GuideOpened("award", 1, Name, ["it"], Opens, Closes))));

        Assert.Equal($"{item.Title.English}{words}", AlertRules.On(item, Closes.AddDays(days)).Title.English);
    }

    [Fact]
    public void From_GuideExtended_NamesBothDaysAndTheReason()
    {
        var extended = new GuideExtended("award-g1", Opens, Closes, new("系统维护", "The system was down"))
        {
            Name = Name, Sectors = ["it"],
        };

        var (sector, item) = Assert.Single(AlertRules.From(Fact(extended)));

        Assert.Equal(
            ("it", "award", AlertItemKind.GuideExtended, Closes, "programmes/award"),
            (sector, item.Programme, item.Kind, item.Closes, item.Link));
        Assert.Equal(
            $"R&D fund: applications close on {Closes:yyyy-MM-dd} instead of {Opens:yyyy-MM-dd} (The system was down)", item.Title.English);
        // A fact of an earlier version of the app has no name.
        Assert.Empty(AlertRules.From(Fact(extended with { Name = null })));
    }

    [Fact]
    public void From_ProgrammeRevised_IsNewsFromTheSecondVersionOn()
    {
        var revised = new ProgrammeRevised("award", 2, 1, Name, []);

        var items = AlertRules.From(Fact(revised));

        Assert.Equal(Sectors.All.Count, items.Count);
        Assert.All(items, each => Assert.Equal(("award", AlertItemKind.ProgrammeRevised), (each.Item.Programme, each.Item.Kind)));
        Assert.Empty(AlertRules.From(Fact(revised with { Before = null })));
    }

    [Fact]
    public void From_WarningInExercise_IsMarked()
    {
        var fact = new WarningPublished("it", null, WarningLevel.Red, Headline, 1) { CapStatus = CapStatus.Exercise };

        var (_, item) = Assert.Single(AlertRules.From(Fact(fact, "warning0000000000000")));

        Assert.Equal(("【演练】红色预警发布：交付延期", "[Exercise] Red warning issued: Delays"), (item.Title.Chinese, item.Title.English));
    }

    [Fact]
    public void From_Approved_NamesTitleAndOrganisation()
    {
        var (sector, item) = Assert.Single(AlertRules.From(Fact(Approved("芯片测试平台"))));

        Assert.Equal("it", sector);
        Assert.Contains("芯片测试平台", item.Title.English);
        Assert.Contains("91440300MA5EXAMPLE", item.Title.Chinese);
    }

    [Fact]
    public void From_NoticeOpened_NamesTitleOrganisationAndEndAndLinksIt()
    {
        var (sector, item) = Assert.Single(AlertRules.From(Fact(OnNotice("it"), "notice00000000000000")));

        Assert.Equal(("it", AlertItemKind.NoticeOpened, "notices/notice00000000000000"), (sector, item.Kind, item.Link));
        Assert.Equal(
            ("科技研发资金：“芯片测试平台”公示至 2026-03-09 18:00（某机构）",
                "R&D fund: “芯片测试平台” is on public notice until 2026-03-09 18:00, Beijing time (某机构)"),
            (item.Title.Chinese, item.Title.English));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void From_ChangeOfAWarning_NamesLevelAndHeadlineAndLinksIt(
        WarningFact change, AlertItemKind kind, string chinese, string english)
    {
        var (sector, item) = Assert.Single(AlertRules.From(Fact(change, "warning0000000000000")));

        Assert.Equal("it", sector);
        Assert.Equal(
            (kind, $"橙色预警{chinese}：交付延期", $"Orange warning {english}: Delays", "warnings/warning0000000000000"),
            (item.Kind, item.Title.Chinese, item.Title.English, item.Link));
    }

    [Fact]
    public void From_StatisticsReleased_IsNewsOfEachSectorWithNumbers()
    {
        var items = AlertRules.From(Fact(new StatisticsReleased("2026-Q1", Now, 12, ["it", "testing", "mining"], "digest")));

        Assert.Equal(["it", "testing"], items.Select(each => each.Sector));
        var item = items[0].Item;
        Assert.Equal((AlertItemKind.StatisticsReleased, "statistics?period=2026-Q1"), (item.Kind, item.Link));
        Assert.Equal(new LocalizedText("2026年第1季度统计数据已发布", "The statistics of Q1 2026 are released"), item.Title);
    }

    [Fact]
    public void From_StatisticsRevised_NamesTheRevision()
    {
        var (sector, item) = Assert.Single(AlertRules.From(Fact(new StatisticsRevised("2026-02", 2, 12, ["it"], "digest"))));

        Assert.Equal(("it", AlertItemKind.StatisticsRevised), (sector, item.Kind));
        Assert.Equal(
            new LocalizedText("2026年2月统计数据已修订（第 2 次）", "The statistics of February 2026 are revised (revision 2)"), item.Title);
    }

    [Theory]
    [MemberData(nameof(NoNews))]
    public void From_OtherFacts_IsNoNews(Fact fact) => Assert.Empty(AlertRules.From(Fact(fact)));

    [Fact]
    public void From_FactOfAnotherVersion_IsNoNews() => Assert.Empty(AlertRules.From(Fact(Approved("x")) with { Type = "SomethingNew" }));

    [Fact]
    public void From_TitleWithControlCharacterAndExcess_IsCleanAndBounded()
    {
        var items = AlertRules.From(Fact(Approved("a\u0001" + string.Concat(Enumerable.Repeat("\U0001F600", 1000)))));

        var title = Assert.Single(items).Item.Title.Chinese;
        Assert.DoesNotContain('\u0001', title);
        Assert.Equal(AlertRules.MaxTitle, title.EnumerateRunes().Count());
    }

    internal static SealedFact Fact(Fact fact, string subject = "subject0000000000000", int number = 1) =>
        FactChain.Append(subject, new FactHead(number - 1, ""), [new NewFact("test", fact)], Now)[0];

    private static NoticeOpened OnNotice(string sector) => new(
        "special-fund-rd", Name, "application00000000", "芯片测试平台", "某机构", sector, new(2026, 3, 9, 10, 0, 0, TimeSpan.Zero));

    internal static ApplicationApproved Approved(string title, string sector = "it") =>
        new("special-fund-rd", Name, sector, title, "91440300MA5EXAMPLE");
}
