using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What Google Public Alerts asks beyond the standard: without it, it does not show an alert.</summary>
/// <remarks>Source: Google's CAP profile 1.0, as its public library reads it; what the standard asks, too, is not repeated.</remarks>
public static class GoogleProfile
{
    private const int MaxHeadline = 140;

    private static readonly XNamespace Cap = CapDocument.Namespace;

    public static readonly IReadOnlyList<CapRule> Rules =
        [.. Errors(), .. Recommendations().Select(Recommended), .. Texts().Select(Recommended)];

    private static IEnumerable<CapRule> Errors() =>
    [
        new("google/info", new("至少须有一个 info", "at least one info is needed"),
            alert => alert.Element(Cap + "info") is null ? [alert] : []),
        new("google/categories", new("各 info 的 category 须相同", "all infos have the same categories"),
            alert => Differing(alert, info => info.Elements(Cap + "category").Select(category => category.Value))),
        new("google/event-codes", new("各 info 的 eventCode 须相同", "all infos have the same event codes"),
            alert => Differing(alert, info => info.Elements(Cap + "eventCode")
                .Select(pair => $"{CapSignal.Text(pair, "valueName")}={CapSignal.Text(pair, "value")}"))),
        Needs("description"),
        Needs("web"),
        Needs("expires"),
        new("google/area", new("须有 area", "needs an area"), alert => Infos(alert).Where(info => info.Element(Cap + "area") is null)),
        new("google/area-shape", new("须有 circle、polygon 或 geocode", "needs a circle, polygon or geocode"),
            alert => Infos(alert).Elements(Cap + "area").Where(area =>
                !area.Elements().Any(element => element.Name.LocalName is "circle" or "polygon" or "geocode"))),
    ];

    private static IEnumerable<CapRule> Recommendations() =>
    [
        Better("senderName"),
        Better("responseType"),
        Better("instruction"),
        Better("contact"),
        new("google/test", new("Test 不会显示给公众", "Test is never shown to the public"),
            alert => alert.Elements(Cap + "status").Where(status => status.Value == "Test")),
        new("google/unknown", new("尽量不用 Unknown", "better not Unknown"),
            alert => Infos(alert).Elements().Where(element =>
                element.Name.LocalName is "urgency" or "severity" or "certainty" && element.Value == "Unknown")),
        new("google/shape", new("polygon 或 circle 比 geocode 更准确", "a polygon or circle is more exact than a geocode"),
            alert => Infos(alert).Select(info => info.Element(Cap + "area")).OfType<XElement>().Where(first =>
                !first.Parent!.Elements(Cap + "area").Elements().Any(element => element.Name.LocalName is "circle" or "polygon"))),
        new("google/radius", new("半径不应为 0", "the radius is 0"),
            alert => Infos(alert).Elements(Cap + "area").Elements(Cap + "circle").Where(circle => CapForms.Radius(circle.Value) == 0)),
        new("google/geocode", new("valueName 和 value 不应为空", "valueName and value are better not empty"),
            alert => Infos(alert).Elements(Cap + "area").Elements(Cap + "geocode")
                .Where(pair => CapSignal.Text(pair, "valueName") is null || CapSignal.Text(pair, "value") is null)),
        new("google/utc", new("为协调世界时；如非当地时间，请写当地时间", "is UTC; write local time where that differs"),
            alert => alert.Elements().Concat(Infos(alert).Elements()).Where(time =>
                time.Name.LocalName is "sent" or "effective" or "onset" or "expires"
                && MomentByOffset.Find(time.Value.Trim()) is { } at && at.Offset == TimeSpan.Zero)),
    ];

    private static IEnumerable<CapRule> Texts() =>
    [
        new("google/headline-length", new($"最好不超过 {MaxHeadline} 个字符", $"better at most {MaxHeadline} characters"),
            alert => Infos(alert).Elements(Cap + "headline").Where(headline => headline.Value.Length > MaxHeadline)),
        new("google/headline-description", new("与 description 相同", "is the same as the description"),
            alert => Infos(alert).Elements(Cap + "headline").Where(headline =>
                headline.Value == headline.Parent!.Element(Cap + "description")?.Value)),
        new("google/description-instruction", new("与 instruction 相同", "is the same as the instruction"),
            alert => Infos(alert).Elements(Cap + "description").Where(description =>
                description.Value == description.Parent!.Element(Cap + "instruction")?.Value)),
        new("google/events", new("同一语言的 event 应相同", "the infos of one language name one event"),
            alert => Infos(alert).GroupBy(CapWording.Tag).SelectMany(same => same.Elements(Cap + "event")
                .Where(happening => happening.Value != same.First().Element(Cap + "event")!.Value))),
    ];

    private static CapRule Needs(string name) => Lacking(name, new($"须有 {name}", $"needs {name}"));

    private static CapRule Better(string name) => Lacking(name, new($"最好有 {name}", $"better with {name}"));

    private static CapRule Lacking(string name, LocalizedText reason) => new(
        $"google/{Word(name)}", reason, alert => Infos(alert).Where(info => CapSignal.Text(info, name) is null));

    private static CapRule Recommended(CapRule rule) => rule with { Grade = CapGrade.Recommendation };

    private static IEnumerable<XElement> Infos(XElement alert) => alert.Elements(Cap + "info");

    private static IEnumerable<XElement> Differing(XElement alert, Func<XElement, IEnumerable<string>> values)
    {
        var first = alert.Element(Cap + "info") is { } info ? values(info).ToHashSet() : [];
        return Infos(alert).Skip(1).Where(other => !first.SetEquals(values(other)));
    }

    /// <summary>senderName as sender-name.</summary>
    private static string Word(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
