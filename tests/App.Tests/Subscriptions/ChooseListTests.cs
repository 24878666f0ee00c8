using FunctionsApp.Alerts;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;

namespace App.Tests.Subscriptions;

public sealed class ChooseListTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("it,biotech", "", AlertFrequency.Immediate, "sector.it")]
    [InlineData("biotech", "", AlertFrequency.Immediate, "sector.biotech")]
    [InlineData("biotech,it", "", AlertFrequency.Immediate, "sector.it")]
    [InlineData("biotech,it", "award", AlertFrequency.Immediate, "programme.award")]
    [InlineData("biotech,it", "alliance", AlertFrequency.Immediate, "sector.it")]
    [InlineData("it", "award", AlertFrequency.Daily, "programme.award")]
    [InlineData("it", "", AlertFrequency.Daily, null)]
    [InlineData("ip", "", AlertFrequency.Immediate, null)]
    public void Of_ItemOfTwoSectorsAndAProgramme_IsTheFirstListOfBoth(
        string sectors, string deadlines, AlertFrequency alerts, string? list) =>
        Assert.Equal(list, ChooseList.Of(Item, Line(sectors, deadlines, alerts, At.AddDays(-1))));

    /// <summary>Who changes the choice after the item may have been on another list before, whose page is over.</summary>
    [Theory]
    [InlineData(-1, "sector.it")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public void Of_ChoiceThatIsNotOlderThanTheItem_IsUnknown(int ticks, string? list) =>
        Assert.Equal(list, ChooseList.Of(Item, Line("it", "", AlertFrequency.Immediate, At.AddTicks(ticks))));

    [Fact]
    public void Of_ItemOrLineOfAnEarlierVersion_IsUnknown()
    {
        var line = Line("it", "", AlertFrequency.Immediate, At.AddDays(-1));
        Assert.Null(ChooseList.Of(Item with { Sectors = null }, line));
        Assert.Null(ChooseList.Of(Item, line with { Lists = null }));
    }

    private static AlertItem Item => new("f1", AlertItemKind.GuideClosing, At, new LocalizedText("指南", "Guide"), null)
    {
        Programme = "award", Sectors = ["it", "biotech"],
    };

    private static SubscriberLine Line(string sectors, string deadlines, AlertFrequency alerts, DateTimeOffset since) =>
        new("s1", 1, "reader@example.com", Language.English, null, alerts, false)
        {
            Lists = new SubscriberLists(sectors.Split(','), deadlines.Split(','), since),
        };
}
