using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FunctionsApp.City;

namespace FunctionsApp.Warnings.National;

/// <summary>The national form as XML, the same bytes every time. The element names are this app's reading, see the README.</summary>
/// <remarks>Source: the shape of GB/T 35965.1-2018.</remarks>
public static class NationalDocument
{
    public const string MediaType = "application/xml";
    public const string Root = "alert";

    private const string Time = "yyyy-MM-dd HH:mm:sszzz";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize,
    };

    public static byte[] Write(NationalAlert alert)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings)) new XDocument(Of(alert)).Save(writer);
        return buffer.ToArray();
    }

    /// <summary>2026-03-02 09:00:00+08:00, the time of Beijing.</summary>
    public static string Text(DateTimeOffset at) => at.ToOffset(BeijingTime.Offset).ToString(Time, CultureInfo.InvariantCulture);

    /// <summary>Null for another form.</summary>
    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToUniversalTime()
            : null;

    private static XElement Of(NationalAlert alert) => new(Root,
        new XElement("identifier", alert.Identifier.ToString()),
        new XElement("sender", alert.Sender),
        new XElement("senderCode", alert.Identifier.Unit),
        new XElement("sendTime", Text(alert.Sent)),
        new XElement("status", alert.Status.ToString()),
        new XElement("msgType", alert.Type.ToString()),
        new XElement("scope", "Public"),
        new XElement("secClassification", "None"),
        alert.References.Count == 0 ? null : new XElement("references", string.Join(' ', alert.References)),
        alert.Infos.Select(Info));

    private static XElement Info(NationalInfo info) => new("info",
        new XElement("language", info.Language),
        new XElement("eventType", info.Event),
        new XElement("urgency", info.Urgency.ToString()),
        new XElement("severity", info.Level.ToString()),
        new XElement("certainty", info.Certainty.ToString()),
        new XElement("effective", Text(info.Effective)),
        new XElement("expires", Text(info.Expires)),
        new XElement("senderName", info.SenderName),
        new XElement("headline", info.Headline),
        new XElement("description", info.Description),
        info.Instruction is null ? null : new XElement("instruction", info.Instruction),
        info.Parameters.Select(pair => new XElement("parameter", new XElement("valueName", pair.Key), new XElement("value", pair.Value))),
        info.Areas.Select(area => new XElement("area", new XElement("areaDesc", area.Description), new XElement("geocode", area.Code))));
}
