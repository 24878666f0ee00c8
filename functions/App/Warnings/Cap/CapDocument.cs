using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>A message as OASIS CAP 1.2: one info for each language, the same bytes every time.</summary>
public static class CapDocument
{
    public const string MediaType = "application/cap+xml";

    public static readonly XNamespace Namespace = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <summary>CAP's severity of a level: Minor, Moderate, Severe, Extreme.</summary>
    public static string Severity(WarningLevel level) => level switch
    {
        WarningLevel.Blue => "Minor",
        WarningLevel.Yellow => "Moderate",
        WarningLevel.Orange => "Severe",
        WarningLevel.Red => "Extreme",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level."),
    };

    /// <param name="earlier">The messages that it replaces, oldest first.</param>
    /// <param name="web">Where to read more.</param>
    public static byte[] Write(WarningMessage message, IReadOnlyList<CapReference> earlier, Uri web)
    {
        var alert = new XElement(Namespace + "alert",
            Element("identifier", message.Identifier),
            Element("sender", message.Issuer.Sender),
            Element("sent", CapTime.Text(message.Sent)),
            Element("status", message.Issuer.Status.ToString()),
            Element("msgType", message.Type.ToString()),
            Element("scope", "Public"),
            Element("note", Note(message)),
            earlier.Count == 0 ? null : Element("references", string.Join(' ', earlier)),
            Enum.GetValues<Language>().Select(language => Info(message, language, web)));
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(
            buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            new XDocument(alert).Save(writer);
        }

        return buffer.ToArray();
    }

    private static string Note(WarningMessage message) => string.Join('\n',
        new[] { Status(message.Issuer.Status), message.Note, WarningTexts.Scheme }
            .OfType<LocalizedText>().SelectMany(text => new[] { text.Chinese, text.English }));

    // CAP: the exercise is named in the note.
    private static LocalizedText? Status(CapStatus status) => status == CapStatus.Actual ? null : WarningTexts.Name(status);

    // The order is the schema's.
    private static XElement Info(WarningMessage message, Language language, Uri web) => new(Namespace + "info",
        Element("language", language.Tag()),
        Element("category", "Other"),
        Element("event", message.Wording.Event.In(language)),
        Element("responseType", message.Type == MessageType.Cancel ? "AllClear" : "Monitor"),
        Element("urgency", (message.Evidence.Urgency ?? Urgency.Unknown).ToString()),
        Element("severity", Severity(message.Level)),
        Element("certainty", (message.Evidence.Certainty ?? Certainty.Unknown).ToString()),
        Element("effective", CapTime.Text(message.Sent)),
        Element("expires", CapTime.Text(message.Expires)),
        Element("senderName", message.Issuer.Name.In(language)),
        Element("headline", WarningTexts.Marked(message.Wording.Headline, message.Issuer.Status).In(language)),
        Element("description", message.Wording.Description.In(language)),
        message.Wording.Instruction is { } instruction ? Element("instruction", instruction.In(language)) : null,
        Element("web", web.AbsoluteUri),
        Pair("parameter", "colour", message.Level.ToString()),
        Pair("parameter", "sector", message.Scope.Sector),
        message.Evidence.Indicator is { } indicator ? Pair("parameter", "indicator", indicator) : null,
        message.Evidence.Value is { } value ? Pair("parameter", "value", value.ToString(CultureInfo.InvariantCulture)) : null,
        message.Scope.Areas.Select(area => Area(area, language)));

    private static XElement Area(NamedCode district, Language language)
    {
        // Zones have no code in GB/T 2260; theirs is the programme's.
        var scheme = district.Code.All(char.IsAsciiDigit) ? "GB/T 2260" : "zone";
        return new XElement(Namespace + "area", Element("areaDesc", district.Name.In(language)), Pair("geocode", scheme, district.Code));
    }

    private static XElement Pair(string element, string name, string value) =>
        new(Namespace + element, Element("valueName", name), Element("value", value));

    private static XElement Element(string name, string text) => new(Namespace + name, text);
}
