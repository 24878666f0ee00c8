using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What the standard asks of an area.</summary>
internal static class CapAreaRules
{
    private static readonly XNamespace Cap = CapDocument.Namespace;

    public static readonly IReadOnlyList<CapRule> Standard =
    [
        new("cap/area-desc", new("不能为空", "is empty"),
            alert => Of(alert, "areaDesc").Where(text => string.IsNullOrWhiteSpace(text.Value))),
        new("cap/polygon",
            new("应为至少四个“纬度,经度”，首尾相同", "at least four pairs latitude,longitude, the last equal to the first"),
            alert => Of(alert, "polygon").Where(shape => !CapForms.IsPolygon(shape.Value))),
        new("cap/polygon-crossing", new("边线相互交叉", "its sides cross each other"),
            alert => Of(alert, "polygon").Where(shape => CapForms.IsPolygon(shape.Value) && CapForms.CrossesItself(shape.Value)))
        {
            Grade = CapGrade.Recommendation,
        },
        new("cap/circle", new("应为“纬度,经度 半径”", "latitude,longitude and a radius"),
            alert => Of(alert, "circle").Where(shape => CapForms.Radius(shape.Value) is null)),
        new("cap/ceiling", new("须与 altitude 同时使用", "only together with altitude"),
            alert => Of(alert, "ceiling").Where(ceiling => ceiling.Parent!.Element(Cap + "altitude") is null)),
        new("cap/ceiling-order", new("低于 altitude", "lies below altitude"),
            alert => Of(alert, "ceiling").Where(ceiling =>
                CapForms.Number(ceiling.Value.Trim()) < CapForms.Number(ceiling.Parent!.Element(Cap + "altitude")?.Value.Trim() ?? ""))),
    ];

    private static IEnumerable<XElement> Of(XElement alert, string name) =>
        alert.Elements(Cap + "info").Elements(Cap + "area").Elements(Cap + name);
}
