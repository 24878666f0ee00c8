using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>
/// Reads a signal from a CAP 1.2 alert: identifier → externalId, sender → source, severity → level, the infos by language.
/// </summary>
public static class CapSignal
{
    /// <summary>Bytes of a document at most.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <param name="status">The only status that is accepted: an exercise must not alarm a live system.</param>
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-cap.</exception>
    /// <remarks>No DTD, no entity, no external resource is ever read.</remarks>
    public static Signal Read(ReadOnlyMemory<byte> document, CapStatus status)
    {
        var alert = Parse(document);
        if (alert.Name != Cap + "alert") throw Unsupported("根元素应为 CAP 1.2 的 alert", "The root is not CAP 1.2's alert");
        if (Text(alert, "status") != status.ToString()) throw Unsupported($"status 应为 {status}", $"status is not {status}");
        if (Text(alert, "msgType") != "Alert") throw Unsupported("msgType 应为 Alert", "msgType is not Alert");
        var infos = alert.Elements(Cap + "info").ToList();
        if (infos.Count == 0) throw Unsupported("缺少 info", "There is no info");

        var chinese = infos.FirstOrDefault(info => Speaks(info, "zh")) ?? infos.FirstOrDefault(info => !Speaks(info, "en")) ?? infos[0];
        var english = infos.FirstOrDefault(info => Speaks(info, "en")) ?? chinese;
        LocalizedText? Both(string name) =>
            (Text(chinese, name) ?? Text(english, name)) is { } text
                ? new LocalizedText(Text(chinese, name) ?? text, Text(english, name) ?? text)
                : null;
        LocalizedText Needed(string name) => Both(name) ?? throw Unsupported($"缺少 {name}", $"There is no {name}");

        var happening = Needed("event");
        var headline = Both("headline") ?? happening;
        return new Signal(
            Text(alert, "sender") ?? throw Unsupported("缺少 sender", "There is no sender"),
            Text(alert, "identifier") ?? throw Unsupported("缺少 identifier", "There is no identifier"),
            Named(infos, "parameter", "sector") ?? throw Unsupported("缺少名为 sector 的 parameter", "There is no parameter named sector"),
            Level(Text(chinese, "severity")),
            happening,
            headline,
            Both("description") ?? headline,
            Both("instruction"),
            infos.SelectMany(info => info.Elements(Cap + "area")).SelectMany(area => area.Elements(Cap + "geocode"))
                .Select(code => Text(code, "value")).FirstOrDefault(code => Districts.Find(code) is not null),
            Expiry(Text(chinese, "expires")),
            Named(infos, "parameter", "indicator"),
            decimal.TryParse(Named(infos, "parameter", "value"), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
                ? value
                : null,
            EnumByName.Find<Urgency>(Text(chinese, "urgency")),
            EnumByName.Find<Certainty>(Text(chinese, "certainty")));
    }

    private static XElement Parse(ReadOnlyMemory<byte> document)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document.ToArray()), settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            // The reader refused either way; this only chooses which of the two to say.
            throw (Declares(document.Span) ? WarningProblems.UnsafeXml : WarningProblems.MalformedXml).With();
        }
    }

    private static bool Declares(ReadOnlySpan<byte> document) =>
        document.IndexOf("<!DOCTYPE"u8) >= 0
        || document.IndexOf(Encoding.Unicode.GetBytes("<!DOCTYPE")) >= 0
        || document.IndexOf(Encoding.BigEndianUnicode.GetBytes("<!DOCTYPE")) >= 0;

    private static WarningLevel Level(string? severity) => severity switch
    {
        "Minor" => WarningLevel.Blue,
        "Moderate" => WarningLevel.Yellow,
        "Severe" => WarningLevel.Orange,
        "Extreme" => WarningLevel.Red,
        _ => throw Unsupported("severity 应为 Minor、Moderate、Severe 或 Extreme", "severity is not Minor, Moderate, Severe or Extreme"),
    };

    private static DateTimeOffset? Expiry(string? text)
    {
        if (text is null) return null;
        return DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw Unsupported("expires 的格式不符合 CAP", "expires is not a time as CAP writes it");
    }

    private static bool Speaks(XElement info, string language) =>
        (Text(info, "language") ?? "en-US").StartsWith(language, StringComparison.OrdinalIgnoreCase);

    private static string? Named(IEnumerable<XElement> infos, string element, string name) =>
        infos.SelectMany(info => info.Elements(Cap + element)).FirstOrDefault(pair => Text(pair, "valueName") == name) is { } found
            ? Text(found, "value")
            : null;

    private static string? Text(XElement parent, string name) =>
        parent.Element(Cap + name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static ProblemException Unsupported(string chinese, string english) => WarningProblems.UnsupportedCap.With(chinese, english);
}
