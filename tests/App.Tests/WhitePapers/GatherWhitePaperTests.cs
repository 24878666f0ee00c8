using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.Warnings;
using FunctionsApp.WhitePapers;

namespace App.Tests.WhitePapers;

/// <summary>A paper has what is public, and nothing that would give away what is not.</summary>
public sealed class GatherWhitePaperTests
{
    private static readonly DateTimeOffset At = new(2025, 12, 31, 15, 59, 59, TimeSpan.Zero);
    private static readonly ReleaseItem Release = new(MemoryPapers.Quarter, At, At, 2, At, new Coverage(3, 4), "digest");

    [Theory]
    [InlineData(120.0, 100.0, 20.0)]
    [InlineData(90.0, 120.0, -25.0)]
    [InlineData(1.0, 3.0, -66.7)]
    [InlineData(0.0, 5.0, -100.0)]
    public void Growth_OfTwoNumbers_IsPercent(double now, double earlier, double expected) =>
        Assert.Equal((decimal)expected, GatherWhitePaper.Growth((decimal)now, (decimal)earlier));

    [Fact]
    public void Growth_OfWhatIsWithheldOrNothing_IsNotKnown()
    {
        Assert.Null(GatherWhitePaper.Growth(null, 1));
        Assert.Null(GatherWhitePaper.Growth(1, null));
        Assert.Null(GatherWhitePaper.Growth(1, 0));
        Assert.Null(GatherWhitePaper.Growth(1, -1));
    }

    [Fact]
    public void Content_OfAWithheldNumber_HasNeitherValueNorGrowth()
    {
        var few = PublishedTable.Of(Indicators.All[0], [new ReportedValue("o", "it", "440305", 314)]);
        var content = GatherWhitePaper.Content(
            Release, [few], MemoryPapers.Released("2025-Q3", 5).Tables, MemoryPapers.Released("2024-Q4", 5).Tables, []);

        Assert.All(content.Indicators[0].Numbers, number => Assert.Equal(new PaperNumber(number.Sector, null, null, null), number));
        Assert.DoesNotContain("314", System.Text.Json.JsonSerializer.Serialize(content, AppJson.Options), StringComparison.Ordinal);
    }

    /// <summary>Beijing's days count.</summary>
    [Fact]
    public void Content_OfWarnings_CountsThoseOfTheTimeInEarnest()
    {
        var content = GatherWhitePaper.Content(Release, [], [], [],
        [
            Warning(At), Warning(At.AddSeconds(1)), Warning(At.AddDays(-92)), Warning(At.AddDays(-5), CapStatus.Exercise),
            Warning(At.AddDays(-91)),
        ]);

        Assert.Equal(2, content.Warnings.Single(each => each.Level == WarningLevel.Orange).Count);
        Assert.Equal(2, content.Warnings.Sum(each => each.Count));
        Assert.Equal(Enum.GetValues<WarningLevel>(), content.Warnings.Select(each => each.Level));
    }

    private static WarningLine Warning(DateTimeOffset at, CapStatus status = CapStatus.Actual) => new(
        "id", "it", null, WarningLevel.Orange, WarningStatus.Published, new LocalizedText("标题", "Title"), at, at.AddDays(7), status);
}
