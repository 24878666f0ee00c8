using System.Globalization;
using System.Xml.Linq;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;

namespace App.Tests.Pages.Charts;

public sealed class BarChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly ChartData Data = new(
        new("标题", "Title & <more>"), new("阶段", "Stage"),
        [new(new("少", "Few"), "shade-1"), new(new("多", "Many"), "shade-4")],
        [new(new("甲阶段", "<b>First</b>"), [1, 2]), new(new("乙", "Second"), [0, 4]), new(new("丙", "Third"), [0, 0])]);

    /// <summary>The page's policy refuses styles; its own sheet has the colours and the font.</summary>
    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void Draw_HasClassesAndLoadsNothing(Language language)
    {
        var svg = BarChart.Draw(Data, language);

        var text = svg.ToString(SaveOptions.DisableFormatting);
        Assert.All(["style=", "font", "url(", "href", "<image", "<script", "clip", "rgb("], part =>
            Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        Assert.Equal(("chart", "img", Data.Title.In(language)),
            ((string)svg.Attribute("class")!, (string)svg.Attribute("role")!, (string)svg.Attribute("aria-label")!));
        // What has no class is filled with black.
        Assert.All(svg.Descendants().Where(shape => shape.Name.LocalName is not ("g" or "text")), shape =>
            Assert.NotNull(shape.Attribute("class")));
        Assert.Equal(text, XElement.Parse(text).ToString(SaveOptions.DisableFormatting));
        Assert.InRange(text.Length, 500, 8_000);
        Assert.All(Data.Bars, bar => Assert.Contains(svg.Descendants(Svg + "text"), shown => shown.Value == bar.Name.In(language)));
    }

    [Fact]
    public void Draw_Parts_AreAsLongAsTheirNumbers()
    {
        var svg = BarChart.Draw(Data, Language.English);

        var (few, many) = (Lengths(svg, "shade-1"), Lengths(svg, "shade-4"));
        var unit = few.Max();
        Assert.True(unit > 1);
        Assert.Equal([2, 4], many.Where(length => length > 1).Select(length => Math.Round(length / unit, 2)));
    }

    /// <summary>From above to below, as the table has them.</summary>
    [Fact]
    public void Draw_Bars_AreInTheirOrder()
    {
        var svg = BarChart.Draw(Data, Language.English);

        var heights = Data.Bars.Select(bar => svg.Descendants(Svg + "text").Single(text => text.Value == bar.Name.English))
            .Select(text => double.Parse(((string)text.Attribute("transform")!).Split(',', ')')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(heights.Order(), heights);
    }

    private static IEnumerable<double> Lengths(XElement svg, string part) => svg.Descendants(Svg + "rect")
        .Where(rect => (string?)rect.Attribute("class") == $"part {part}")
        .OrderBy(rect => (double)rect.Attribute("y")!).Select(rect => (double)rect.Attribute("width")!);
}
