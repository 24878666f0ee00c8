using System.Xml;
using System.Xml.Linq;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings.Cap;

namespace FunctionsApp.Warnings.National;

/// <summary>Reads the national form; what is missing or unknown is refused with its element and line.</summary>
public static class NationalReader
{
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-national.</exception>
    public static NationalAlert Read(string text)
    {
        var alert = CapSchema.Parse(text, NationalDocument.Root, WarningProblems.UnsupportedNational);
        return new NationalAlert(
            Value(alert, "identifier", NationalIdentifier.Find),
            Text(alert, "sender"),
            Value(alert, "sendTime", NationalDocument.Moment),
            Word<CapStatus>(alert, "status"),
            Word<MessageType>(alert, "msgType"),
            [.. References(alert)],
            alert.Element("info") is null ? throw Refused(alert, "缺少 info", "there is no info") : [.. alert.Elements("info").Select(Info)]);
    }

    internal static ProblemException Refused(XElement element, string chinese, string english)
    {
        var (name, line) = (element.Name.LocalName, ((IXmlLineInfo)element).LineNumber);
        return WarningProblems.UnsupportedNational.With($"第 {line} 行，{name}：{chinese}", $"Line {line}, {name}: {english}");
    }

    private static IEnumerable<NationalIdentifier> References(XElement alert)
    {
        if (alert.Element("references") is not { } references) return [];
        return references.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => NationalIdentifier.Find(text)
            ?? throw Refused(references, "应为 31 个字符的标识", "must be identifiers of 31 characters"));
    }

    private static NationalInfo Info(XElement info) => new(
        Text(info, "language"),
        Text(info, "eventType"),
        Word<Urgency>(info, "urgency"),
        Word<WarningLevel>(info, "severity"),
        Word<Certainty>(info, "certainty"),
        Value(info, "effective", NationalDocument.Moment),
        Value(info, "expires", NationalDocument.Moment),
        Text(info, "senderName"),
        Text(info, "headline"),
        Text(info, "description"),
        info.Element("instruction")?.Value,
        Parameters(info),
        [.. info.Elements("area").Select(area => new NationalArea(Text(area, "areaDesc"), Text(area, "geocode")))]);

    private static Dictionary<string, string> Parameters(XElement info)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in info.Elements("parameter"))
        {
            if (!parameters.TryAdd(Text(pair, "valueName"), Text(pair, "value")))
            {
                throw Refused(pair, "同名参数出现两次", "comes twice with one name");
            }
        }

        return parameters;
    }

    private static string Text(XElement parent, string name) =>
        parent.Element(name)?.Value ?? throw Refused(parent, $"缺少 {name}", $"there is no {name}");

    private static T Word<T>(XElement parent, string name)
        where T : struct, Enum =>
        Value<T>(parent, name, text => Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : null);

    private static T Value<T>(XElement parent, string name, Func<string, T?> read)
        where T : struct =>
        read(Text(parent, name)) ?? throw Refused(parent.Element(name)!, "取值无效", "has no such value");

    private static T Value<T>(XElement parent, string name, Func<string, T?> read)
        where T : class =>
        read(Text(parent, name)) ?? throw Refused(parent.Element(name)!, "格式无效", "has another form");
}
