using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What CAP 1.2 asks in words and its schema does not check.</summary>
/// <remarks>Source: OASIS CAP 1.2, sections 3.2.1 to 3.2.4.</remarks>
public static class CapRules
{
    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <param name="alert">Valid by the schema, with its line numbers.</param>
    public static IEnumerable<CapFault> Faults(XElement alert)
    {
        foreach (var name in new[] { "identifier", "sender" })
        {
            var element = alert.Element(Cap + name)!;
            if (IsName(element.Value)) continue;
            yield return Fault(element, "不能为空，不能含空格、逗号、< 或 &", "not empty, without spaces, commas, < and &");
        }

        var scope = alert.Element(Cap + "scope")!.Value;
        if (scope == "Restricted" && alert.Element(Cap + "restriction") is null) yield return Needed(alert, "restriction", scope);
        if (scope == "Private" && alert.Element(Cap + "addresses") is null) yield return Needed(alert, "addresses", scope);
        if (alert.Element(Cap + "references") is { } references && !Words(references.Value).All(IsReference))
        {
            yield return Fault(references, "应为以空格分隔的 sender,identifier,sent", "triples sender,identifier,sent, apart by spaces");
        }

        foreach (var fault in alert.Elements(Cap + "info").SelectMany(OfInfo)) yield return fault;
    }

    private static IEnumerable<CapFault> OfInfo(XElement info)
    {
        var happening = info.Element(Cap + "event")!;
        if (string.IsNullOrWhiteSpace(happening.Value)) yield return Fault(happening, "不能为空", "is empty");
        if (info.Element(Cap + "web") is { } web && !Uri.TryCreate(web.Value.Trim(), UriKind.Absolute, out _))
        {
            yield return Fault(web, "应为完整的网址", "an absolute address");
        }

        foreach (var polygon in info.Descendants(Cap + "polygon").Where(polygon => !IsPolygon(polygon.Value)))
        {
            yield return Fault(
                polygon, "应为至少四个“纬度,经度”，首尾相同", "at least four pairs latitude,longitude, the last equal to the first");
        }

        foreach (var circle in info.Descendants(Cap + "circle").Where(circle => !IsCircle(circle.Value)))
        {
            yield return Fault(circle, "应为“纬度,经度 半径”", "latitude,longitude and a radius");
        }

        foreach (var ceiling in info.Descendants(Cap + "ceiling").Where(ceiling => ceiling.Parent!.Element(Cap + "altitude") is null))
        {
            yield return Fault(ceiling, "须与 altitude 同时使用", "only together with altitude");
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !text.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '<' or '&');

    private static bool IsReference(string text) =>
        text.Split(',') is [var sender, var identifier, var sent] && IsName(sender) && IsName(identifier)
        && sent[^1] != 'Z' && MomentByOffset.Find(sent) is not null;

    private static bool IsPolygon(string text)
    {
        var pairs = Words(text);
        return pairs.Count >= 4 && pairs[0] == pairs[^1] && pairs.All(IsPoint);
    }

    private static bool IsCircle(string text) =>
        Words(text) is [var point, var radius] && IsPoint(point) && Number(radius) is >= 0;

    private static bool IsPoint(string text) =>
        text.Split(',') is [var latitude, var longitude]
        && Number(latitude) is >= -90 and <= 90 && Number(longitude) is >= -180 and <= 180;

    private static decimal? Number(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static IReadOnlyList<string> Words(string text) =>
        text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static CapFault Needed(XElement alert, string name, string scope) =>
        Fault(alert.Element(Cap + "scope")!, $"{scope} 须有 {name}", $"{scope} needs {name}");

    private static CapFault Fault(XElement element, string chinese, string english) =>
        new(element.Name.LocalName, ((IXmlLineInfo)element).LineNumber, new LocalizedText(chinese, english));
}
