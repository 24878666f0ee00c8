using FunctionsApp.Platform;
using FunctionsApp.Statistics.Releases;

namespace App.Tests.Statistics.Releases;

public sealed class ReleasePeriodTests
{
    [Theory]
    [InlineData("2026-09", "2026-09", "2026-08", "2026年9月", "September 2026")]
    [InlineData("2026-Q3", "2026-07 2026-08 2026-09", "2026-Q2", "2026年第3季度", "Q3 2026")]
    [InlineData("2026-Q1", "2026-01 2026-02 2026-03", "2025-Q4", "2026年第1季度", "Q1 2026")]
    public void Find_AsItIsWritten_HasItsMonths(string text, string months, string before, string chinese, string english)
    {
        var period = ReleasePeriod.Find(text)!.Value;

        Assert.Equal(months, string.Join(' ', period.Months));
        Assert.Equal((text, before), ($"{period}", $"{period.Before}"));
        Assert.Equal(new LocalizedText(chinese, english), ReleaseTexts.NameOf(period));
        Assert.Equal(period, ReleasePeriod.Of(period.Span, period.LastMonth));
    }

    [Fact]
    public void Find_AYear_HasTwelveMonths() =>
        Assert.Equal((12, "2026-12", "2025"), (
            ReleasePeriod.Find("2026")!.Value.Months.Count, $"{ReleasePeriod.Find("2026")!.Value.LastMonth}",
            $"{ReleasePeriod.Find("2026")!.Value.YearBefore}"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026Q03")]
    [InlineData("20x6")]
    [InlineData("0000")]
    public void Find_Otherwise_IsNone(string? text) => Assert.Null(ReleasePeriod.Find(text));
}
