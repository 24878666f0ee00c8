using System.Globalization;
using System.Xml.Linq;
using FunctionsApp.Platform;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace FunctionsApp.Pages.Charts;

/// <summary>Draws bars made of parts as SVG that takes colours and font of the page: nothing in it is loaded or styled by itself.</summary>
public static class BarChart
{
    private const double Width = 640;
    private const double BarHeight = 34;
    private const double AxisHeight = 30;
    private const double WideCharacter = 14;
    private const double NarrowCharacter = 7.5;
    private const double LongestName = 260;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="data">1..n bars and parts.</param>
    public static XElement Draw(ChartData data, Language language)
    {
        var height = (data.Bars.Count * BarHeight) + AxisHeight;
        var drawn = XElement.Parse(SvgExporter.ExportToString(Model(data, language), Width, height, isDocument: false));
        return Styled(drawn, data, language, height);
    }

    private static PlotModel Model(ChartData data, Language language)
    {
        var names = data.Bars.Select(bar => bar.Name.In(language)).ToList();
        var model = new PlotModel
        {
            PlotMargins = new OxyThickness(Math.Min(LongestName, names.Max(WidthOf)) + 12, 0, 16, AxisHeight),
            Padding = new OxyThickness(0), PlotAreaBorderThickness = new OxyThickness(0),
        };
        var bars = new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, TickStyle = TickStyle.None };
        bars.Labels.AddRange(names);
        model.Axes.Add(bars);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom, Minimum = 0, MinimumMajorStep = 1, MinimumMinorStep = 1, StringFormat = "0",
            MaximumPadding = 0.02, TickStyle = TickStyle.None, AxislineStyle = LineStyle.Solid,
        });
        foreach (var (place, _) in data.Parts.Index())
        {
            var series = new BarSeries { IsStacked = true, FillColor = Mark(place), StrokeThickness = 0 };
            series.Items.AddRange(data.Bars.Select(bar => new BarItem(bar.Values[place])));
            model.Series.Add(series);
        }

        return model;
    }

    /// <summary>Stands for the colour of a part until its class has it.</summary>
    private static OxyColor Mark(int part) => OxyColor.FromRgb((byte)(part + 1), 2, 3);

    /// <summary>Has classes instead of styles, which the page's policy would refuse, a size that fits the page, and its title.</summary>
    private static XElement Styled(XElement svg, ChartData data, Language language, double height)
    {
        // Bars end at the axis: there is nothing to clip, and the ids would be those of another chart, too.
        svg.Descendants(Svg + "defs").Remove();
        // The frame of the plot: without its style it would be filled, and hide the bars.
        svg.Descendants(Svg + "rect")
            .Where(rect => ((string?)rect.Attribute("style") ?? "").StartsWith("fill:none", StringComparison.Ordinal)).Remove();
        foreach (var element in svg.Descendants().ToList())
        {
            var style = (string?)element.Attribute("style") ?? "";
            var part = data.Parts.Index().FirstOrDefault(
                each => style.StartsWith($"fill:rgb({each.Index + 1},2,3)", StringComparison.Ordinal)).Item;
            if (part is not null) element.SetAttributeValue("class", $"part {part.Class}");
            else if (element.Name == Svg + "polyline" || element.Name == Svg + "line") element.SetAttributeValue("class", "axis");
            foreach (var name in new[] { "style", "clip-path", "font-family", "font-size", "font-weight", "fill", "shape-rendering" })
            {
                element.SetAttributeValue(name, null);
            }
        }

        svg.RemoveAttributes();
        svg.Add(
            new XAttribute("class", "chart"), new XAttribute("role", "img"), new XAttribute("aria-label", data.Title.In(language)),
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {height}")));
        return svg;
    }

    /// <summary>About: the font is the reader's.</summary>
    private static double WidthOf(string name) => name.Sum(character => character > '\u2e80' ? WideCharacter : NarrowCharacter);
}
