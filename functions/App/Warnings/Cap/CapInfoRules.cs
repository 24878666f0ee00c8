using System.Text.RegularExpressions;
using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What the standard asks of an info.</summary>
internal static partial class CapInfoRules
{
    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <summary>What people read.</summary>
    private static readonly string[] Read = ["event", "headline", "description", "instruction"];

    public static readonly IReadOnlyList<CapRule> Standard =
    [
        new("cap/event", new("不能为空", "is empty"),
            alert => Of(alert, "event").Where(text => string.IsNullOrWhiteSpace(text.Value))),
        new("cap/web", new("应为完整的网址", "an absolute address"),
            alert => Of(alert, "web").Where(web => !Uri.TryCreate(web.Value.Trim(), UriKind.Absolute, out _))),
        new("cap/expires", new("早于 effective（未写时为 sent）或 onset", "before effective (or sent, without it) or onset"),
            alert => Of(alert, "expires").Where(end => IsEarly(end, alert))),
        new("cap/same-info", new("与同一语言的另一 info 内容相同", "repeats another info of the same language"),
            alert => alert.Elements(Cap + "info").GroupBy(info => info.Value).SelectMany(same => same.Skip(1)))
        {
            Grade = CapGrade.Recommendation,
        },
        new("cap/text-language", new("与另一语言的内容完全相同", "is the same text as in another language"), SameTexts)
        {
            Grade = CapGrade.Recommendation,
        },
        new("cap/html", new("含有 HTML 标签或字符实体，接收方会原样显示", "has HTML tags or entities, which receivers show as they are"),
            alert => Of(alert, Read).Where(text => Html().IsMatch(text.Value)))
        {
            Grade = CapGrade.Recommendation,
        },
    ];

    private static IEnumerable<XElement> Of(XElement alert, params string[] names) =>
        alert.Elements(Cap + "info").Elements().Where(element => names.Contains(element.Name.LocalName));

    private static bool IsEarly(XElement end, XElement alert) =>
        MomentByOffset.Find(end.Value.Trim()) is { } expires
        && (expires < (CapRules.Moment(end.Parent!, "effective") ?? CapRules.Moment(alert, "sent"))
            || expires < CapRules.Moment(end.Parent!, "onset"));

    private static IEnumerable<XElement> SameTexts(XElement alert) =>
        Of(alert, Read).Where(text => !string.IsNullOrWhiteSpace(text.Value))
            .GroupBy(text => (text.Name.LocalName, text.Value))
            .SelectMany(same => same.Where(text => Language(text) != Language(same.First())));

    private static string Language(XElement text) => CapWording.Tag(text.Parent!).Split('-')[0].ToLowerInvariant();

    [GeneratedRegex(@"</?[A-Za-z][A-Za-z0-9]*(\s[^<>]*)?/?>|&(#\d{1,6}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});", RegexOptions.NonBacktracking)]
    private static partial Regex Html();
}
