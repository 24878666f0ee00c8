using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Warnings;

namespace App.Tests.Alerts;

public class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly LocalizedText Name = new("科技研发资金", "R&D fund");

    [Fact]
    public void From_GuideOpened_MakesAnItemPerKnownSector()
    {
        var items = AlertRules.From(Fact("GuideOpened", new { programme = "special-fund-rd", name = Name, sectors = new[] { "it", "it", "mining", "biotech" }, opens = "2026-03-02", closes = "2026-04-01" }));

        Assert.Equal(["it", "biotech"], items.Select(item => item.Sector));
        Assert.Contains("2026-04-01", items[0].Item.Title.English);
        Assert.Contains("科技研发资金", items[0].Item.Title.Chinese);
    }

    [Fact]
    public void From_GuideWithoutSectors_ConcernsAll() =>
        Assert.Equal(Sectors.All.Count, AlertRules.From(Fact("GuideOpened", new { programme = "award", name = Name, sectors = Array.Empty<string>() })).Count);

    [Theory]
    [InlineData(8, 0)]
    [InlineData(7, 1)]
    [InlineData(6, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void From_GuideClosing_IsNewsSevenDaysAndOneDayBefore(int daysLeft, int expected) =>
        Assert.Equal(expected, AlertRules.From(Fact("GuideClosing", new { programme = "award", sectors = new[] { "it" }, closes = "2026-04-01", daysLeft })).Count);

    [Fact]
    public void From_Approved_NamesTitleAndOrganisation()
    {
        var (sector, item) = Assert.Single(AlertRules.From(Fact("ApplicationApproved", new { programme = "special-fund-rd", name = Name, sector = "it", title = "芯片测试平台", organisation = "91440300MA5EXAMPLE" })));

        Assert.Equal("it", sector);
        Assert.Contains("芯片测试平台", item.Title.English);
        Assert.Contains("91440300MA5EXAMPLE", item.Title.Chinese);
    }

    [Theory]
    [InlineData("WarningPublished", AlertItemKind.WarningPublished, "橙色预警发布：交付延期", "Orange warning issued: Delays")]
    [InlineData("WarningEscalated", AlertItemKind.WarningEscalated, "橙色预警升级：交付延期", "Orange warning raised: Delays")]
    [InlineData("WarningCancelled", AlertItemKind.WarningCancelled, "橙色预警解除：交付延期", "Orange warning cancelled: Delays")]
    public void From_ChangeOfAWarning_NamesLevelAndHeadlineAndLinksIt(string type, AlertItemKind kind, string chinese, string english)
    {
        var fact = Fact(type, new WarningFact("it", null, WarningLevel.Orange, WarningStatus.Published, new("断供", "Supply"), new("交付延期", "Delays"), 1), "warning0000000000000");

        var (sector, item) = Assert.Single(AlertRules.From(fact));

        Assert.Equal("it", sector);
        Assert.Equal((kind, chinese, english, "warnings/warning0000000000000"), (item.Kind, item.Title.Chinese, item.Title.English, item.Link));
    }

    [Theory]
    [InlineData("WarningDrafted")]
    [InlineData("WarningVerified")]
    [InlineData("WarningUpdated")]
    [InlineData("WarningExpired")]
    [InlineData("WarningDismissed")]
    public void From_OtherChangeOfAWarning_IsNoNews(string type) => Assert.Empty(AlertRules.From(Fact(
        type, new WarningFact("it", null, WarningLevel.Orange, WarningStatus.Published, new("断供", "Supply"), new("交付延期", "Delays"), 1))));

    [Theory]
    [InlineData("ApplicationRejected")]
    [InlineData("ApplicationSubmitted")]
    public void From_OtherFacts_IsNoNews(string type) =>
        Assert.Empty(AlertRules.From(Fact(type, new { programme = "special-fund-rd", sector = "it", title = "x", organisation = "y" })));

    [Fact]
    public void From_TitleWithControlCharacterAndExcess_IsCleanAndBounded()
    {
        var items = AlertRules.From(Fact("ApplicationApproved", new { programme = "award", sector = "it", title = "a\u0001" + string.Concat(Enumerable.Repeat("\U0001F600", 1000)), organisation = "y" }));

        var title = Assert.Single(items).Item.Title.Chinese;
        Assert.DoesNotContain('\u0001', title);
        Assert.Equal(AlertRules.MaxTitle, title.EnumerateRunes().Count());
    }

    internal static Fact Fact(string type, object data, string subject = "subject0000000000000", int number = 1) =>
        FactChain.Append(subject, new FactHead(number - 1, ""), [new NewFact(type, "test", data)], Now)[0];
}
