using App.Tests.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace App.Tests.Warnings;

public sealed class WarningChartTests
{
    private static readonly DateTimeOffset Now = Sample.Now;

    /// <summary>In force and in earnest alone, in the order of the policy.</summary>
    [Fact]
    public void Of_WarningsOfAllStates_CountsThoseInForce()
    {
        var chart = WarningChart.Of(
            [
                Line("it", WarningLevel.Red), Line("it", WarningLevel.Red), Line("it", WarningLevel.Blue), Line("ip", WarningLevel.Yellow),
                Line("it", WarningLevel.Red) with { Status = WarningStatus.Cancelled }, Line("it", WarningLevel.Red) with { Expires = Now },
                Line("testing", WarningLevel.Red) with { CapStatus = CapStatus.Exercise },
            ], Now);

        Assert.Equal(["blue", "yellow", "orange", "red"], chart.Parts.Select(part => part.Class));
        Assert.Equal(["Intellectual property", "Information technology"], chart.Bars.Select(bar => bar.Name.English));
        Assert.Equal([0, 1, 0, 0], chart.Bars[0].Values);
        Assert.Equal([1, 0, 0, 2], chart.Bars[1].Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_WithWarningsInForce_HasTheChartAndItsTable(bool inForce)
    {
        var lines = inForce ? [Line("it", WarningLevel.Red)] : new List<WarningLine>();
        var request = RenderedPage.Request("/warnings", Language.English);
        var model = new WarningsShown(new Page<WarningLine>(lines, null), Now, WarningChart.Of(lines, Now));

        var page = await RenderedPage.OfAsync(RenderedPage.Site().Show<WarningsPage, WarningsShown>(request, model), request);

        Assert.Equal(inForce, page.Html.Contains("<svg", StringComparison.Ordinal));
        Assert.Equal(inForce, page.Html.Contains("<span class=\"swatch red\"></span>Red</th>", StringComparison.Ordinal));
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
    }

    private static WarningLine Line(string sector, WarningLevel level) => new(
        "id", sector, null, level, WarningStatus.Published, new("标题", "Headline"), Now.AddDays(-1), Now.AddDays(1));
}
