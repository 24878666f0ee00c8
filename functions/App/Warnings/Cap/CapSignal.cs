using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What a CAP alert brings: the signal, and what those who verify must see beside it.</summary>
public sealed record CapAlert(Signal Signal, Arrival Arrival);

/// <summary>
/// Reads a signal from a CAP 1.2 alert: identifier → externalId, sender → source, severity → level, the infos by language. A value is
/// taken from whichever info has it; one that cannot be taken as it is written is refused with its element and line.
/// </summary>
public static class CapSignal
{
    /// <summary>Bytes of a document at most.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <param name="status">The only status that is accepted: an exercise must not alarm a live system.</param>
    /// <param name="charset">Of the Content-Type; null for none.</param>
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, invalid-cap, unsupported-cap, invalid-field.</exception>
    /// <remarks>No DTD, no entity, no external resource is ever read.</remarks>
    public static CapAlert Read(ReadOnlyMemory<byte> document, CapStatus status, string? charset = null) =>
        Read(CapText.Decode(document.Span, charset), status);

    /// <summary>The same for a document that is text already.</summary>
    public static CapAlert Read(string document, CapStatus status)
    {
        var alert = CapSchema.Read(document);
        Require(alert, "status", status.ToString());
        Require(alert, "msgType", "Alert");
        // Whatever is published here is public.
        Require(alert, "scope", "Public");
        var infos = alert.Elements(Cap + "info").ToList();
        if (infos.Count == 0) throw Unsupported(alert, "缺少 info", "there is no info");
        var scope = Scope.Of(Sector(alert, infos), CapAreas.Codes(infos));
        var values = new CapValues(infos);
        var wording = CapWording.Of(alert, infos);
        var signal = new Signal(
            Text(alert, "sender")!,
            Text(alert, "identifier")!,
            scope.Sector,
            values.Gravest("severity", Level),
            wording.Event,
            wording.Headline,
            wording.Description,
            wording.Instruction,
            scope.District,
            values.Latest("expires"),
            values.Parameter("indicator"),
            values.Parameter("value") is { } value ? Number(alert, value) : null,
            values.Gravest("urgency", Urgency),
            values.Gravest("certainty", Certainty),
            scope.Districts);
        return new CapAlert(
            signal.Checked(foreign: true),
            new Arrival(Text(alert, "sent")!, CapAreas.Arrived(infos), [.. infos.Select(CapWording.Tag).Distinct()], values.Differing));
    }

    internal static string? Text(XElement parent, string name) =>
        parent.Element(Cap + name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    internal static ProblemException Unsupported(XElement element, string chinese, string english)
    {
        var (name, line) = (element.Name.LocalName, ((IXmlLineInfo)element).LineNumber);
        return WarningProblems.UnsupportedCap.With($"第 {line} 行，{name}：{chinese}", $"Line {line}, {name}: {english}");
    }

    private static void Require(XElement alert, string name, string value)
    {
        var element = alert.Element(Cap + name)!;
        if (element.Value != value) throw Unsupported(element, $"应为 {value}", $"must be {value}");
    }

    private static string Sector(XElement alert, IReadOnlyList<XElement> infos) => new CapValues(infos).Parameter("sector")
        ?? throw Unsupported(alert, "缺少名为 sector 的 parameter", "there is no parameter named sector");

    private static WarningLevel Level(XElement severity) => severity.Value switch
    {
        "Minor" => WarningLevel.Blue,
        "Moderate" => WarningLevel.Yellow,
        "Severe" => WarningLevel.Orange,
        "Extreme" => WarningLevel.Red,
        _ => throw Unsupported(severity, "应为 Minor、Moderate、Severe 或 Extreme", "must be Minor, Moderate, Severe or Extreme"),
    };

    private static Urgency Urgency(XElement element) => Enum.Parse<Urgency>(element.Value);

    private static Certainty Certainty(XElement element) => Enum.Parse<Certainty>(element.Value);

    private static decimal Number(XElement alert, string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && text.Count(char.IsAsciiDigit) <= 28
            ? number
            : throw Unsupported(alert, "名为 value 的 parameter 应为数", "the parameter named value is no number");
}
