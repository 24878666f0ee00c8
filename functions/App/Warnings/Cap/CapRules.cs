using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What CAP 1.2 asks in words and its schema does not check.</summary>
/// <remarks>Source: OASIS CAP 1.2, sections 3.2.1 to 3.2.4 and 3.3.2; the form of languages (RFC 3066) is the schema's.</remarks>
public static class CapRules
{
    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <summary>In the order of the standard.</summary>
    public static readonly IReadOnlyList<CapRule> Standard =
    [
        new("cap/identifier", new("不能为空，不能含空格、逗号、< 或 &", "not empty, without spaces, commas, < and &"),
            alert => Of(alert, "identifier").Where(name => !CapForms.IsName(name.Value))),
        new("cap/sender", new("不能为空，不能含空格、逗号、< 或 &", "not empty, without spaces, commas, < and &"),
            alert => Of(alert, "sender").Where(name => !CapForms.IsName(name.Value))),
        new("cap/restriction", new("Restricted 须有 restriction", "Restricted needs restriction"),
            alert => Of(alert, "scope").Where(scope => scope.Value == "Restricted" && CapSignal.Text(alert, "restriction") is null)),
        new("cap/restriction-scope", new("只与 Restricted 同时使用", "only together with the scope Restricted"),
            alert => Of(alert, "restriction").Where(_ => CapSignal.Text(alert, "scope") != "Restricted"))
        {
            Grade = CapGrade.Recommendation,
        },
        new("cap/addresses", new("Private 须有 addresses", "Private needs addresses"),
            alert => Of(alert, "scope").Where(scope => scope.Value == "Private" && CapSignal.Text(alert, "addresses") is null)),
        new("cap/quotes", new("含空格的值须用一对双引号括起", "values with spaces are put between two double quotes"),
            alert => Of(alert, "addresses").Concat(Of(alert, "incidents"))
                .Where(list => list.Value.Count(letter => letter == '"') % 2 > 0)),
        new("cap/references-needed",
            new("Update、Cancel、Ack 和 Error 须有 references", "Update, Cancel, Ack and Error need references"),
            alert => Of(alert, "msgType").Where(type => type.Value != "Alert" && CapSignal.Text(alert, "references") is null)),
        new("cap/references", new("应为以空格分隔的 sender,identifier,sent", "triples sender,identifier,sent, apart by spaces"),
            alert => Of(alert, "references").Where(list => CapForms.Words(list.Value).Any(text => CapForms.Reference(text) is null))),
        new("cap/references-self", new("不能引用本消息自身", "names the message itself"),
            alert => Of(alert, "references").Where(list => References(list).Any(reference =>
                reference.Sender == CapSignal.Text(alert, "sender") && reference.Identifier == CapSignal.Text(alert, "identifier")))),
        new("cap/references-later", new("引用了比本消息更晚的消息", "names a message that was sent later than this one"),
            alert => Of(alert, "references").Where(list => References(list).Any(reference => reference.Sent > Moment(alert, "sent"))))
        {
            // Two machines' clocks may differ by a second.
            Grade = CapGrade.Recommendation,
        },
        new("cap/note", new("Error 应在 note 中说明原因，Exercise 应注明演练名称", "Error is explained, and an Exercise named, in note"),
            alert => Of(alert, "msgType").Where(type => type.Value == "Error")
                .Concat(Of(alert, "status").Where(status => status.Value == "Exercise"))
                .Where(_ => CapSignal.Text(alert, "note") is null))
        {
            Grade = CapGrade.Recommendation,
        },
        new("cap/utc", new("协调世界时应写作 -00:00", "UTC is written as -00:00"),
            alert => alert.Elements().Concat(alert.Elements(Cap + "info").Elements()).Where(time => IsTime(time) && IsPlusZero(time.Value)))
        {
            IsTolerated = true,
        },
        .. CapInfoRules.Standard,
        .. CapAreaRules.Standard,
        .. CapResourceRules.Standard,
    ];

    /// <param name="alert">Valid by the schema, with its line numbers.</param>
    public static IEnumerable<CapFault> Faults(XElement alert, IEnumerable<CapRule> rules) => rules.SelectMany(rule => rule.Faults(alert));

    /// <summary>Null where the element is missing.</summary>
    internal static DateTimeOffset? Moment(XElement parent, string name) =>
        CapSignal.Text(parent, name) is { } text ? MomentByOffset.Find(text) : null;

    private static IEnumerable<XElement> Of(XElement alert, string name) => alert.Elements(Cap + name);

    private static IEnumerable<(string Sender, string Identifier, DateTimeOffset Sent)> References(XElement list) =>
        CapForms.Words(list.Value).Select(CapForms.Reference).OfType<(string, string, DateTimeOffset)>();

    private static bool IsTime(XElement element) => element.Name.LocalName is "sent" or "effective" or "onset" or "expires";

    private static bool IsPlusZero(string time) => time.TrimEnd().EndsWith("+00:00", StringComparison.Ordinal);
}
